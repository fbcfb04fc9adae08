// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  fakeApp,
  fakePreview,
  FAKE_APP,
  studioFake,
  type StudioFake,
} from "../../../tools/test/studioFake.ts";
import { problem } from "../../common/contracts/problem.ts";
import { closeApp, openApp, showWelcome, useCurrentApp } from "./currentApp.ts";
import { followFact, createFact } from "./fact.ts";
import { useAppsList, usePreviewState, useSettings, useStudioInfo, useSyncState } from "./facts.ts";
import { followStudio } from "./follow.ts";
import { changeSettings } from "./settings.ts";
import { connectStudio } from "./studio.ts";

let fake: StudioFake;
let stop: () => void;

beforeEach(() => {
  fake = studioFake();
  connectStudio(fake.link);
  location.hash = "";
  stop = followStudio();
});

afterEach(() => {
  showWelcome();
  stop();
});

test("facts of the host arrive, and follow it", async () => {
  await vi.waitFor(() => expect(useStudioInfo.getState().value?.version).toBe("0.1.0"));
  await vi.waitFor(() => expect(useAppsList.getState().value?.apps).toEqual([fakeApp()]));
  fake.apps.set({ rev: 2, apps: [] });
  await vi.waitFor(() => expect(useAppsList.getState().value).toEqual({ rev: 2, apps: [] }));
});

test("opening an app shows it, names it in the address, and follows its preview", async () => {
  await openApp(FAKE_APP);
  expect([useCurrentApp.getState().appId, location.hash]).toEqual([FAKE_APP, `#${FAKE_APP}`]);
  await vi.waitFor(() => expect(usePreviewState.getState().value).toEqual(fakePreview()));
  fake.preview.set(fakePreview({ rev: 2, status: "catching-up" }));
  await vi.waitFor(() => expect(usePreviewState.getState().value?.status).toBe("catching-up"));
});

test("going back to the welcome view forgets what was the app's", async () => {
  await openApp(FAKE_APP);
  await vi.waitFor(() => expect(useSyncState.getState().value).not.toBeNull());
  showWelcome();
  expect([usePreviewState.getState().value, useSyncState.getState().value, location.hash]).toEqual([
    null,
    null,
    "",
  ]);
});

test("an app that cannot be opened is told, and nothing is shown in its place", async () => {
  fake.apps.set({ rev: 2, apps: [] });
  await openApp(FAKE_APP);
  const { appId, opening, problem: why } = useCurrentApp.getState();
  expect([appId, opening, why?.code]).toEqual([null, null, "not-found"]);
});

test("an app closed from elsewhere is left", async () => {
  await openApp(FAKE_APP);
  await vi.waitFor(() => expect(useAppsList.getState().value?.apps[0]?.open).toBe(true));
  await closeApp(FAKE_APP);
  await openApp(FAKE_APP);
  await vi.waitFor(() => expect(useAppsList.getState().value?.apps[0]?.open).toBe(true));
  fake.apps.set({ rev: 9, apps: [fakeApp({ open: false })] });
  await vi.waitFor(() => expect(useCurrentApp.getState().appId).toBeNull());
});

test("a setting holds at once and reaches the host", async () => {
  await vi.waitFor(() => expect(useSettings.getState().value?.theme).toBe("system"));
  const sent = changeSettings({ theme: "light" });
  expect(useSettings.getState().value?.theme).toBe("light");
  await sent;
  expect(fake.settings.value.theme).toBe("light");
});

test("a refused subscription shows why and asks again", async () => {
  vi.useFakeTimers();
  const fact = createFact<string>();
  let asked = 0;
  const stopFact = followFact<string>(fact, ({ onData, onError }) => {
    asked += 1;
    if (asked === 1) onError(problem("locked", "Another Studio has it."));
    else onData({ data: "here" });
    return { unsubscribe: () => undefined };
  });
  expect(fact.getState().problem?.message).toBe("Another Studio has it.");
  await vi.advanceTimersByTimeAsync(2000);
  expect(fact.getState()).toEqual({ value: "here", problem: null });
  stopFact();
  vi.useRealTimers();
});
