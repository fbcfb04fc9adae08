import type { FilePath } from "../../../common/apps/filePath.ts";
import type { ModelBuffer } from "./monaco/modelBuffer.ts";

/** Why a file is saved. */
export type SaveReason =
  /** The person asked for it. */
  | "asked"
  /** Autosave, because the person left the file. */
  | "left"
  /** Autosave, after a pause in typing. */
  | "paused";

export interface SaveInput {
  readonly path: FilePath;
  /** What a step changes here as edits goes to disk, and can be undone. */
  readonly model: ModelBuffer["model"];
  readonly reason: SaveReason;
}

/** Makes a text ready to be saved. What it throws is reported, and the text is saved as it is. */
export type SaveStep = (input: SaveInput) => void | Promise<void>;

interface OrderedStep {
  readonly order: number;
  readonly run: SaveStep;
}

let steps: readonly OrderedStep[] = [];

/**
 * Runs a step before each save until the returned function is called; smaller orders run first.
 * A formatter stands at 50, what tidies its result after it.
 */
export function addSaveStep(order: number, run: SaveStep): () => void {
  const added: OrderedStep = { order, run };
  steps = [...steps, added].toSorted((a, b) => a.order - b.order);
  return () => {
    steps = steps.filter((step) => step !== added);
  };
}

export async function runSaveSteps(input: SaveInput): Promise<void> {
  for (const { run } of steps) {
    if (input.model.isDisposed()) return;
    try {
      await run(input);
    } catch (error) {
      // A step must never stand between a text and the disk; the window's report tells of it.
      reportError(error);
    }
  }
}
