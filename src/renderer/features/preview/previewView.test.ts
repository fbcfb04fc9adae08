import { expect, test } from "vitest";
import { AppId } from "../../../common/apps/appId.ts";
import type {
  PreviewProblem,
  PreviewStage,
  PreviewState,
} from "../../../common/contracts/preview.ts";
import type { EdgeHealth } from "../../../common/contracts/studio.ts";
import { previewView } from "./previewView.ts";

const running: PreviewStage = {
  id: "transform",
  status: "running",
  ms: null,
  startedAt: 1,
  done: 3,
  total: 9,
};

const URL_OF_PAGE = "http://preview-jwbqqn.localhost:4100/";

const ready: PreviewState = {
  appId: AppId.parse("jwbqqn"),
  rev: 1,
  status: "ready",
  previewUrl: URL_OF_PAGE,
  websocketUrl: null,
  deploymentTime: 900,
  servable: true,
  stages: [running],
  problem: null,
  saves: [],
};

const broken: PreviewProblem = {
  code: "transform-failed",
  title: "App.tsx does not compile",
  cause: "Unexpected token",
  frame: null,
  file: "src/App.tsx",
  line: 4,
  column: 2,
  action: "open-file",
  subject: "src/App.tsx",
};

function edge(state: EdgeHealth["state"]): EdgeHealth {
  return { rev: 1, state, port: 1, scripts: 1, quarantined: [], reason: "it died" };
}

function view(state: PreviewState | null, edgeState: EdgeHealth["state"] = "up") {
  return previewView({ state, problem: null, edge: edge(edgeState) });
}

test("a page that is up to date has nothing above it", () => {
  expect(view(ready)).toEqual({ kind: "page", url: URL_OF_PAGE, strip: null });
});

test("what was pushed last is shown at once while the stages run", () => {
  expect(view({ ...ready, status: "starting" })).toEqual({
    kind: "page",
    url: URL_OF_PAGE,
    strip: { kind: "stage", stage: running, opening: false },
  });
});

test("the strip tells opening from catching up", () => {
  expect(view({ ...ready, status: "catching-up", deploymentTime: null })).toMatchObject({
    strip: { kind: "stage", opening: true },
  });
});

test("a failed update leaves the last good page in sight", () => {
  expect(view({ ...ready, status: "failed", problem: broken })).toEqual({
    kind: "page",
    url: URL_OF_PAGE,
    strip: { kind: "problem", problem: broken },
  });
});

test("an edge that is down is said over the page, above any other trouble", () => {
  expect(view({ ...ready, status: "failed", problem: broken }, "down")).toMatchObject({
    kind: "page",
    strip: { kind: "edge", state: "down" },
  });
});

test("with nothing to show yet, the stages are shown", () => {
  expect(view({ ...ready, status: "starting", servable: false })).toEqual({
    kind: "stages",
    stages: [running],
  });
});

test("with nothing to show and a problem, the problem is shown", () => {
  const state = { ...ready, status: "failed" as const, servable: false, problem: broken };
  expect(view(state)).toEqual({ kind: "problem", problem: broken });
});

test("with nothing to show and no edge, the edge is what to mend", () => {
  const state = { ...ready, status: "starting" as const, servable: false };
  expect(view(state, "down")).toEqual({ kind: "edge-down", reason: "it died" });
});

test("a preview that was not opened says so", () => {
  const state = { ...ready, status: "stopped" as const, servable: false, previewUrl: null };
  expect(view(state)).toEqual({ kind: "stopped" });
});

test("no state yet is a wait, a refusal is told", () => {
  expect(view(null)).toEqual({ kind: "waiting" });
  const problem = { code: "process-down" as const, message: "The host is gone." };
  expect(previewView({ state: null, problem, edge: null })).toEqual({
    kind: "unreachable",
    problem,
  });
});
