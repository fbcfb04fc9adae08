import { expect, test } from "vitest";
import type { Painted } from "../../../common/apps/room.ts";
import { Emitter } from "../../../common/base/event.ts";
import { firstPaint } from "./firstPaint.ts";

const LONG_MS = 60_000;

test("is over when a page has painted", async () => {
  const painted = new Emitter<Painted>();
  const waiting = firstPaint({ onPainted: painted.on }, new AbortController().signal, LONG_MS);
  painted.fire({ type: "painted", rev: 1 });
  await expect(waiting).resolves.toBeUndefined();
});

test("is not waited for when the app is closed", async () => {
  const closed = new AbortController();
  const waiting = firstPaint({ onPainted: new Emitter<Painted>().on }, closed.signal, LONG_MS);
  closed.abort(new Error("closed"));
  await expect(waiting).rejects.toThrow("closed");
});

test("is not waited for without end when nobody looks", async () => {
  const { signal } = new AbortController();
  await expect(firstPaint({ onPainted: new Emitter<Painted>().on }, signal, 1)).resolves.toBe(
    undefined,
  );
});
