import type { PreviewProblem, PreviewStageId } from "../../../common/contracts/preview.ts";

/** Everything that can happen to an app's preview. Times are epoch ms. */
export type PreviewEvent =
  | { readonly type: "opened"; readonly at: number }
  | { readonly type: "stopped" }
  | { readonly type: "stage-started"; readonly stage: PreviewStageId; readonly at: number }
  | {
      readonly type: "stage-progress";
      readonly stage: PreviewStageId;
      readonly done: number | null;
      readonly total: number | null;
    }
  | {
      readonly type: "stage-ended";
      readonly stage: PreviewStageId;
      readonly at: number;
      readonly status: "done" | "failed" | "skipped";
    }
  | {
      readonly type: "addressed";
      readonly previewUrl: string;
      readonly websocketUrl: string;
      readonly servable: boolean;
    }
  | { readonly type: "caught-up"; readonly at: number }
  | { readonly type: "falling-behind" }
  | { readonly type: "problem"; readonly problem: PreviewProblem | null }
  | {
      readonly type: "save-began";
      readonly saveId: string;
      readonly path: string;
      readonly at: number;
    }
  | {
      readonly type: "saves-reached";
      readonly step: SaveStep;
      readonly saveIds: readonly string[];
      readonly at: number;
    };

/** The stations of a save on its way to the page. */
export type SaveStep = "written" | "transformed" | "pushed" | "painted";
