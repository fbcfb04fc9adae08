import type { AppId } from "../../../common/apps/appId.ts";
import { unreachable } from "../../../common/base/assert.ts";
import type {
  PreviewStage,
  PreviewStageId,
  PreviewState,
  SaveTrace,
} from "../../../common/contracts/preview.ts";
import { PreviewStageId as StageIds } from "../../../common/contracts/preview.ts";
import type { PreviewEvent } from "./previewEvent.ts";

const REMEMBERED_SAVES = 100;

/** The state with what its views need not see. */
export interface PreviewModel {
  readonly state: PreviewState;
  readonly openedAt: number | null;
}

export function stoppedPreview(appId: AppId): PreviewModel {
  return {
    openedAt: null,
    state: {
      appId,
      rev: 0,
      status: "stopped",
      previewUrl: null,
      websocketUrl: null,
      deploymentTime: null,
      servable: false,
      stages: waitingStages(),
      problem: null,
      saves: [],
    },
  };
}

/** The one place where a preview's state changes. Pure: the same events give the same state. */
export function reducePreview(model: PreviewModel, event: PreviewEvent): PreviewModel {
  const change = changeOf(model, event);
  const openedAt = event.type === "opened" ? event.at : model.openedAt;
  return { openedAt, state: { ...model.state, ...change, rev: model.state.rev + 1 } };
}

function changeOf({ state, openedAt }: PreviewModel, event: PreviewEvent): Partial<PreviewState> {
  switch (event.type) {
    case "opened":
      return { status: "starting", problem: null, stages: waitingStages(), deploymentTime: null };
    case "stopped":
      return { status: "stopped", problem: null, servable: false, stages: waitingStages() };
    case "stage-started":
      return stageChange(state, event.stage, {
        status: "running",
        startedAt: event.at,
        ms: null,
        done: null,
        total: null,
      });
    case "stage-progress":
      return progressChange(state, event);
    case "stage-ended":
      return endChange(state, event);
    case "addressed":
      return addressChange(state, event);
    case "caught-up":
      return caughtUpChange(state, openedAt, event.at);
    case "falling-behind":
      return state.status === "ready" ? { status: "catching-up" } : {};
    case "problem":
      return problemChange(state, event.problem);
    case "save-began":
      return { saves: [...state.saves, newSave(event)].slice(-REMEMBERED_SAVES) };
    case "saves-reached":
      return savesChange(state, event);
    default:
      return unreachable(event);
  }
}

function waitingStages(): PreviewStage[] {
  return StageIds.options.map((id) => ({
    id,
    status: "waiting",
    ms: null,
    startedAt: null,
    done: null,
    total: null,
  }));
}

function stageChange(
  state: PreviewState,
  id: PreviewStageId,
  change: Partial<PreviewStage>,
): Partial<PreviewState> {
  return {
    stages: state.stages.map((stage) => (stage.id === id ? { ...stage, ...change } : stage)),
  };
}

/** Of one total, counts only grow: a bar that steps back reads as a fault. */
function progressChange(
  state: PreviewState,
  event: Extract<PreviewEvent, { type: "stage-progress" }>,
): Partial<PreviewState> {
  const before = state.stages.find((stage) => stage.id === event.stage);
  const isSameCount = before?.total === event.total;
  const done =
    event.done === null ? null : Math.max(isSameCount ? (before?.done ?? 0) : 0, event.done);
  return stageChange(state, event.stage, { done, total: event.total });
}

function endChange(
  state: PreviewState,
  event: Extract<PreviewEvent, { type: "stage-ended" }>,
): Partial<PreviewState> {
  const startedAt = state.stages.find((stage) => stage.id === event.stage)?.startedAt ?? null;
  const ms = event.status === "skipped" || startedAt === null ? null : event.at - startedAt;
  return stageChange(state, event.stage, { status: event.status, ms });
}

function addressChange(
  state: PreviewState,
  { previewUrl, websocketUrl, servable }: Extract<PreviewEvent, { type: "addressed" }>,
): Partial<PreviewState> {
  const status = servable && state.status === "starting" ? "catching-up" : state.status;
  return { previewUrl, websocketUrl, servable, status };
}

/** Work that a problem holds back is not shown: then the problem stays what is to be said. */
function caughtUpChange(
  state: PreviewState,
  openedAt: number | null,
  at: number,
): Partial<PreviewState> {
  if (state.problem !== null) return {};
  const deploymentTime = state.deploymentTime ?? (openedAt === null ? null : at - openedAt);
  return { status: "ready", servable: true, deploymentTime };
}

function problemChange(
  state: PreviewState,
  problem: PreviewState["problem"],
): Partial<PreviewState> {
  if (problem !== null) return { problem, status: "failed" };
  return { problem: null, status: state.status === "failed" ? "catching-up" : state.status };
}

function newSave(event: Extract<PreviewEvent, { type: "save-began" }>): SaveTrace {
  return {
    saveId: event.saveId,
    path: event.path,
    startedAt: event.at,
    written: null,
    transformed: null,
    pushed: null,
    painted: null,
  };
}

function savesChange(
  state: PreviewState,
  { saveIds, step, at }: Extract<PreviewEvent, { type: "saves-reached" }>,
): Partial<PreviewState> {
  return {
    saves: state.saves.map((save) =>
      saveIds.includes(save.saveId) && save[step] === null
        ? { ...save, [step]: Math.max(0, at - save.startedAt) }
        : save,
    ),
  };
}
