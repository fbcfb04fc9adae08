import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { allowing, ToolFixture } from "../../../agent/agentToolFixture.ts";
import { RunId } from "../../../../common/contracts/chat.ts";
import type { RestoreInput, Restored } from "./restorer.ts";

const exists = (app: ToolFixture, file: string): boolean => existsSync(path.join(app.root, file));

function restore(
  app: ToolFixture,
  direction: "undone" | "redone",
  more: Partial<RestoreInput> = {},
): Promise<Restored> {
  const { appId, run } = app;
  return app.restorer.restore({ appId, run, direction, conflicts: "keep", ...more });
}

/** A run that writes, edits, renames and deletes. */
async function wholeRun(app: ToolFixture): Promise<void> {
  app.put("old.ts", "old\n");
  app.put("name.ts", "kept\n");
  app.put("picture.png", new Uint8Array([137, 80, 0, 1]));
  await app.call("os-view", { path: "old.ts" });
  await app.call("os-write", { path: "old.ts", content: "new\n" });
  await app.call("os-apply-patch", { path: "old.ts", patch: block("new", "newer") });
  await app.call("os-write", { path: "made/it.ts", content: "made\n" });
  await app.call("os-rename", { from: "name.ts", to: "other.ts" });
  await app.call("os-delete", { path: "picture.png" }, { sink: allowing() });
}

function block(search: string, replace: string): string {
  return `<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n`;
}

function shown(app: ToolFixture): Record<string, string | boolean> {
  const text = (file: string): string | boolean => exists(app, file) && app.disk(file);
  return {
    old: text("old.ts"),
    made: text("made/it.ts"),
    name: text("name.ts"),
    other: text("other.ts"),
    picture: exists(app, "picture.png"),
  };
}

const BEFORE = { old: "old\n", made: false, name: "kept\n", other: false, picture: true };
const AFTER = { old: "newer\n", made: "made\n", name: false, other: "kept\n", picture: false };

test("a run is undone, redone, and undone again", async () => {
  await using app = new ToolFixture();
  await wholeRun(app);
  expect(shown(app)).toEqual(AFTER);
  for (let round = 0; round < 2; round++) {
    const undone = await restore(app, "undone");
    expect([shown(app), undone.conflicts]).toEqual([BEFORE, []]);
    const redone = await restore(app, "redone");
    expect([shown(app), redone.conflicts]).toEqual([AFTER, []]);
  }
});

test("what the person changed since is left and named", async () => {
  await using app = new ToolFixture();
  await wholeRun(app);
  app.put("old.ts", "the person's\n");
  const { conflicts } = await restore(app, "undone");
  expect(conflicts).toEqual(["old.ts"]);
  expect(shown(app)).toEqual({ ...BEFORE, old: "the person's\n" });
});

test("what the person changed elsewhere in the file is merged", async () => {
  await using app = new ToolFixture();
  app.put("a.ts", "one\ntwo\nthree\nfour\nfive\n");
  await app.call("os-apply-patch", { path: "a.ts", patch: block("two", "TWO") });
  app.put("a.ts", "one\nTWO\nthree\nfour\nFIVE\n");
  const { conflicts } = await restore(app, "undone", { conflicts: "merge" });
  expect([app.disk("a.ts"), conflicts]).toEqual(["one\ntwo\nthree\nfour\nFIVE\n", []]);
});

test("what was overwritten by an undo comes back with the redo", async () => {
  await using app = new ToolFixture();
  app.put("a.ts", "one\n");
  await app.call("os-apply-patch", { path: "a.ts", patch: block("one", "two") });
  app.put("a.ts", "the person's\n");
  await restore(app, "undone", { conflicts: "overwrite" });
  expect(app.disk("a.ts")).toBe("one\n");
  await restore(app, "redone");
  expect(app.disk("a.ts")).toBe("the person's\n");
});

test("one call is undone without the others", async () => {
  await using app = new ToolFixture();
  await app.call("os-write", { path: "a.ts", content: "a\n" });
  await app.call("os-write", { path: "b.ts", content: "b\n" });
  const [first] = app.changes.ofRun(app.appId, app.run);
  if (first?.call === null || first === undefined) throw new Error("No call was written down");
  await restore(app, "undone", { calls: [first.call] });
  expect([exists(app, "a.ts"), exists(app, "b.ts")]).toEqual([false, true]);
});

test("the person's change between two calls survives an undo of the run", async () => {
  await using app = new ToolFixture();
  await app.call("os-write", { path: "a.ts", content: "one\n" });
  app.put("a.ts", "the person's\n");
  await app.call("os-view", { path: "a.ts" });
  await app.call("os-write", { path: "a.ts", content: "two\n" });
  const { conflicts } = await restore(app, "undone");
  expect([app.disk("a.ts"), conflicts]).toEqual(["the person's\n", ["a.ts"]]);
});

test("a write that failed is no change of the run", async () => {
  await using app = new ToolFixture();
  app.put("a.ts/inside", "x");
  const end = await app.call("os-write", { path: "a.ts/inside/b.ts", content: "x" });
  expect([end.status, app.changes.ofRun(app.appId, app.run)]).toEqual(["failed", []]);
});

test("nothing to take back, and nothing to bring back, is said", async () => {
  await using app = new ToolFixture();
  const other = RunId.parse(randomUUID());
  await expect(restore(app, "undone", { run: other })).rejects.toThrow("changed no files");
  await app.call("os-write", { path: "a.ts", content: "a\n" });
  await expect(restore(app, "redone")).rejects.toThrow("stand already");
});
