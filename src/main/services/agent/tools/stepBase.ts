import type { FilePath } from "../../../../common/apps/filePath.ts";
import { problem } from "../../../../common/contracts/problem.ts";
import type { ToolText } from "../journal/toolFiles.ts";
import { applyLineEdits, type LineEdit } from "./lineEdits.ts";

interface Snapshot {
  readonly base: ToolText;
  edits: readonly LineEdit[];
  /** The version that stands after these edits. */
  standing: ToolText["hash"];
}

/**
 * The files as a step of a model saw them. All calls of a step were written against the same
 * reading, so the line numbers of each one mean the text before any of the others.
 */
export class StepBase {
  readonly #snapshots = new Map<FilePath, Snapshot>();

  /**
   * The text with the edits of all calls so far and these.
   *
   * @param current the file on disk now.
   * @throws `conflict` when something else than this step's edits has changed the file, or when
   * edits overlap; `invalid-input` when an edit does not fit the text.
   */
  edit(current: ToolText, edits: readonly LineEdit[]): { readonly text: string } {
    const known = this.#snapshots.get(current.path);
    const snapshot = known ?? { base: current, edits: [], standing: current.hash };
    if (snapshot.standing !== current.hash) {
      throw problem("conflict", `${current.path} was changed otherwise during this step.`, {
        next: "View the file again and send the edit with its new lines.",
      });
    }
    return { text: applyLineEdits(snapshot.base, [...snapshot.edits, ...edits]) };
  }

  /** The edits were written. */
  written(before: ToolText, edits: readonly LineEdit[], hash: ToolText["hash"]): void {
    const known = this.#snapshots.get(before.path);
    const base = known?.base ?? before;
    const all = [...(known?.edits ?? []), ...edits];
    this.#snapshots.set(before.path, { base, edits: all, standing: hash });
  }
}
