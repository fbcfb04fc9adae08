// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FAKE_APP, studioFake, type StudioFake } from "../../../tools/test/studioFake.ts";
import { flushLayout, useAppLayout } from "../client/appLayout.ts";
import { FilePath } from "../../common/apps/filePath.ts";
import { openApp, showWelcome } from "../client/currentApp.ts";
import { openFile } from "../client/editorIntents.ts";
import { followStudio } from "../client/follow.ts";
import { connectStudio } from "../client/studio.ts";
import {
  arrange,
  choosePreset,
  showView,
  currentArrangement,
  followFrame,
  followOpenedFiles,
  resetFrame,
  togglePart,
  useFrame,
} from "./frame.ts";
import { DEFAULT_ARRANGEMENTS, withColumns } from "./arrangement.ts";

let fake: StudioFake;
let stops: (() => void)[] = [];

/** A window is 1024 px wide here, so nothing is narrow. */
async function show(): Promise<void> {
  await openApp(FAKE_APP);
  await vi.waitFor(() => expect(useAppLayout.getState().appId).toBe(FAKE_APP));
}

const stored = (): unknown => JSON.parse(fake.layouts.get(FAKE_APP) ?? "null");

beforeEach(() => {
  fake = studioFake();
  connectStudio(fake.link);
  stops = [followStudio(), followFrame()];
});

afterEach(() => {
  showWelcome();
  for (const stop of stops) stop();
});

test("what a person arranges comes back when the app is shown again", async () => {
  await show();
  choosePreset("design");
  arrange((before) => withColumns(before, { side: 20, main: 20, preview: 60 }));
  await flushLayout();
  showWelcome();
  useFrame.setState({ preset: "admin" });
  await show();
  expect(useFrame.getState().preset).toBe("design");
  expect(currentArrangement(useFrame.getState()).columns).toEqual({
    side: 20,
    main: 20,
    preview: 60,
  });
});

test("a layout that cannot be read counts as none", async () => {
  fake.layouts.set(FAKE_APP, '{"frame":{"preset":"sideways"}}');
  await show();
  expect([useFrame.getState().preset, useFrame.getState().arrangements]).toEqual([
    "build",
    DEFAULT_ARRANGEMENTS,
  ]);
});

test("resetting brings the first sizes and panels back, and keeps the preset", async () => {
  await show();
  choosePreset("design");
  togglePart("bottom");
  resetFrame();
  await flushLayout();
  expect(stored()).toMatchObject({
    frame: { preset: "design", arrangements: DEFAULT_ARRANGEMENTS },
  });
});

test("showing a view unfolds the side panel, and leaves it unfolded", async () => {
  await show();
  const sideShown = (): boolean => currentArrangement(useFrame.getState()).shown.side;
  togglePart("side");
  showView("data", true);
  showView("data", true);
  expect([sideShown(), useFrame.getState().view]).toEqual([true, "data"]);
});

test("a part of the frame does not overwrite what another remembers", async () => {
  fake.layouts.set(FAKE_APP, '{"editor":{"tabs":["src/App.tsx"]}}');
  await show();
  togglePart("bottom");
  await flushLayout();
  expect(stored()).toMatchObject({ editor: { tabs: ["src/App.tsx"] }, frame: { preset: "build" } });
});

test("opening a file leaves a view that covers the editor, and no other", () => {
  stops.push(followOpenedFiles((view) => view === "settings"));
  useFrame.setState({ view: "settings" });
  openFile(FilePath.parse("src/App.tsx"));
  expect(useFrame.getState().view).toBe("");
  useFrame.setState({ view: "search" });
  openFile(FilePath.parse("src/main.tsx"));
  expect(useFrame.getState().view).toBe("search");
});
