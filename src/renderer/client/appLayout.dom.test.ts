// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { FAKE_APP, studioFake, type StudioFake } from "../../../tools/test/studioFake.ts";
import { flushLayout, loadLayout, readSlice, useAppLayout, writeSlice } from "./appLayout.ts";
import { showApp, showWelcome } from "./currentApp.ts";
import { connectStudio } from "./studio.ts";

let fake: StudioFake;

beforeEach(() => {
  fake = studioFake();
  connectStudio(fake.link);
  showApp(FAKE_APP);
});

afterEach(async () => {
  showWelcome();
  await loadLayout(null);
});

test("what a part of the frame remembered comes back", async () => {
  await loadLayout(FAKE_APP);
  writeSlice("files", ["src"]);
  await flushLayout();
  await loadLayout(null);
  await loadLayout(FAKE_APP);
  expect(readSlice("files", z.array(z.string()))).toEqual(["src"]);
});

test("a listener that throws leaves the stored layout as it was", async () => {
  fake.layouts.set(FAKE_APP, JSON.stringify({ files: ["src"] }));
  const stop = useAppLayout.subscribe(({ appId }) => {
    if (appId !== null) throw new Error("a view could not use its memory");
  });
  await expect(loadLayout(FAKE_APP)).rejects.toThrow("a view could not use its memory");
  stop();
  expect(useAppLayout.getState()).toEqual({
    appId: FAKE_APP,
    slices: { files: ["src"] },
    problem: null,
  });
});

test("a layout that comes after its app was left is not shown", async () => {
  fake.layouts.set(FAKE_APP, JSON.stringify({ files: ["src"] }));
  const loading = loadLayout(FAKE_APP);
  showWelcome();
  await loading;
  await vi.waitFor(() => expect(useAppLayout.getState().appId).toBeNull());
});
