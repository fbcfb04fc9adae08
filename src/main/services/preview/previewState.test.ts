import { expect, test } from "vitest";
import { AppId } from "../../../common/apps/appId.ts";
import type { PreviewProblem } from "../../../common/contracts/preview.ts";
import type { PreviewEvent } from "./previewEvent.ts";
import { type PreviewModel, reducePreview, stoppedPreview } from "./previewState.ts";

const appId = AppId.parse("jwbqqn");

function after(...events: PreviewEvent[]): PreviewModel["state"] {
  return events.reduce(reducePreview, stoppedPreview(appId)).state;
}

const opened: PreviewEvent = { type: "opened", at: 1_000 };
const address = {
  type: "addressed",
  previewUrl: "http://preview-jwbqqn.localhost:8787/",
  websocketUrl: "ws://preview-jwbqqn.localhost:8787/ws",
} as const;
const brokenCode: PreviewProblem = {
  code: "transform-failed",
  title: "App.tsx has a syntax error",
  cause: "Unexpected token",
  frame: null,
  file: "src/App.tsx",
  line: 1,
  column: 1,
  action: "open-file",
  subject: "src/App.tsx",
};

test("what was pushed before is shown while newer work is on its way", () => {
  const state = after(opened, { ...address, servable: true });
  expect([state.status, state.servable, state.previewUrl]).toEqual([
    "catching-up",
    true,
    "http://preview-jwbqqn.localhost:8787/",
  ]);
});

test("an app that was never pushed is starting until it caught up, and the time is kept", () => {
  const starting = after(opened, { ...address, servable: false });
  expect([starting.status, starting.servable]).toEqual(["starting", false]);
  const ready = after(opened, { ...address, servable: false }, { type: "caught-up", at: 2_500 });
  expect([ready.status, ready.servable, ready.deploymentTime]).toEqual(["ready", true, 1_500]);
});

test("a problem stays what is said until it is solved, also when the rest caught up", () => {
  const events: PreviewEvent[] = [
    opened,
    { ...address, servable: true },
    { type: "problem", problem: brokenCode },
    { type: "caught-up", at: 2_000 },
  ];
  const failed = after(...events);
  expect([failed.status, failed.problem, failed.servable]).toEqual(["failed", brokenCode, true]);
  const mended = after(
    ...events,
    { type: "problem", problem: null },
    { type: "caught-up", at: 3_000 },
  );
  expect([mended.status, mended.problem]).toEqual(["ready", null]);
});

test("a stage's count never steps back while it runs", () => {
  const state = after(
    opened,
    { type: "stage-started", stage: "transform", at: 1_100 },
    { type: "stage-progress", stage: "transform", done: 60, total: 80 },
    { type: "stage-progress", stage: "transform", done: 40, total: 80 },
    { type: "stage-ended", stage: "transform", at: 1_600, status: "done" },
  );
  expect(state.stages.find(({ id }) => id === "transform")).toEqual({
    id: "transform",
    status: "done",
    startedAt: 1_100,
    ms: 500,
    done: 60,
    total: 80,
  });
});

test("a save is traced from its beginning to the paint, each station once", () => {
  const state = after(
    opened,
    { type: "save-began", saveId: "a", path: "src/App.tsx", at: 2_000 },
    { type: "saves-reached", saveIds: ["a"], step: "written", at: 2_004 },
    { type: "saves-reached", saveIds: ["a"], step: "transformed", at: 2_015 },
    { type: "saves-reached", saveIds: ["a"], step: "pushed", at: 2_019 },
    { type: "saves-reached", saveIds: ["a"], step: "painted", at: 2_048 },
    { type: "saves-reached", saveIds: ["a"], step: "painted", at: 2_900 },
  );
  expect(state.saves).toEqual([
    {
      saveId: "a",
      path: "src/App.tsx",
      startedAt: 2_000,
      written: 4,
      transformed: 15,
      pushed: 19,
      painted: 48,
    },
  ]);
});

test("only the newest hundred saves are remembered", () => {
  const saves = Array.from({ length: 130 }, (_, i): PreviewEvent => {
    return { type: "save-began", saveId: String(i), path: "a.ts", at: i };
  });
  const { saves: kept } = after(opened, ...saves);
  expect([kept.length, kept.at(0)?.saveId, kept.at(-1)?.saveId]).toEqual([100, "30", "129"]);
});
