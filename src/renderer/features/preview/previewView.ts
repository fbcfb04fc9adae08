import type { Problem } from "../../../common/contracts/problem.ts";
import type {
  PreviewProblem,
  PreviewStage,
  PreviewState,
} from "../../../common/contracts/preview.ts";
import type { EdgeHealth } from "../../../common/contracts/studio.ts";

/** What the preview area shows. The page, once it can be shown, is never taken away. */
export type PreviewView =
  | { readonly kind: "waiting" }
  | { readonly kind: "unreachable"; readonly problem: Problem }
  | { readonly kind: "stopped" }
  | { readonly kind: "stages"; readonly stages: readonly PreviewStage[] }
  | { readonly kind: "problem"; readonly problem: PreviewProblem }
  | { readonly kind: "edge-down"; readonly reason: string | null }
  | { readonly kind: "page"; readonly url: string; readonly strip: Strip | null };

/** A thin line over the page that says why it is not the newest version. */
export type Strip =
  | {
      readonly kind: "stage";
      readonly stage: PreviewStage | null;
      /** Nothing was brought up to date since the app was opened. */
      readonly opening: boolean;
    }
  | { readonly kind: "problem"; readonly problem: PreviewProblem }
  | { readonly kind: "edge"; readonly state: "down" | "restarting" };

export interface PreviewFacts {
  readonly state: PreviewState | null;
  /** Why there is no newer state. */
  readonly problem: Problem | null;
  readonly edge: EdgeHealth | null;
}

export function previewView({ state, problem, edge }: PreviewFacts): PreviewView {
  if (state === null) {
    return problem === null ? { kind: "waiting" } : { kind: "unreachable", problem };
  }
  if (state.servable && state.previewUrl !== null) {
    return { kind: "page", url: state.previewUrl, strip: stripOf(state, edge) };
  }
  if (edge?.state === "down") return { kind: "edge-down", reason: edge.reason };
  if (state.problem !== null) return { kind: "problem", problem: state.problem };
  if (state.status === "stopped") return { kind: "stopped" };
  return { kind: "stages", stages: state.stages };
}

function stripOf(state: PreviewState, edge: EdgeHealth | null): Strip | null {
  if (edge?.state === "down" || edge?.state === "restarting") {
    return { kind: "edge", state: edge.state };
  }
  if (state.problem !== null) return { kind: "problem", problem: state.problem };
  if (state.status === "starting" || state.status === "catching-up") {
    return {
      kind: "stage",
      stage: currentStage(state.stages),
      opening: state.deploymentTime === null,
    };
  }
  return null;
}

function currentStage(stages: readonly PreviewStage[]): PreviewStage | null {
  return stages.find((stage) => stage.status === "running") ?? null;
}
