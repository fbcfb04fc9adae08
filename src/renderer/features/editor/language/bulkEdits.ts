import type { IRange, Uri } from "monaco-editor/editor";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import type { TextEdit, WorkspaceEdit } from "../../../../common/contracts/language.ts";
import { type AppliedWorkspaceEdit, applyWorkspaceEdit } from "../../../client/workspaceEdits.ts";
import { formatNumber } from "../../../messages/format.ts";
import { text } from "../../../messages/text.ts";
import { notify } from "../../../ui/notifications.ts";
import { fileOfUri } from "./modelPaths.ts";
import { fromRange } from "./positions.ts";

interface ResourceEdit {
  readonly resource?: Uri;
  readonly textEdit?: { readonly range: IRange; readonly text: string };
}

interface BulkEdit {
  readonly edits: readonly ResourceEdit[];
}

interface BulkEditResult {
  readonly ariaSummary: string;
  readonly isApplied: boolean;
}

const words = text.language;

/**
 * Monaco's way to make the edits of a rename or a quick fix. Its own changes open texts only and
 * stops in the middle; this one changes all files of the app or none.
 */
export const bulkEdits = {
  hasPreviewHandler: (): boolean => false,
  setPreviewHandler: () => ({ dispose: () => undefined }),
  async apply(edit: readonly ResourceEdit[] | BulkEdit): Promise<BulkEditResult> {
    const workspaceEdit = toWorkspaceEdit("edits" in edit ? edit.edits : edit);
    const { files } = workspaceEdit;
    if (files.length === 0) return { ariaSummary: "", isApplied: false };
    const applied = await applyWorkspaceEdit(workspaceEdit);
    if (!applied.ok) {
      const { message, next } = applied.error;
      const body = [message, next].filter((part) => part !== undefined).join(" ");
      notify({ id: "language:edit", level: "error", title: words.notChanged, body });
      return { ariaSummary: body, isApplied: false };
    }
    const summary = words.changedFiles(formatNumber(files.length), files.length);
    if (files.length > 1) offerUndo(summary, applied.value.undo);
    return { ariaSummary: summary, isApplied: true };
  },
};

function toWorkspaceEdit(edits: readonly ResourceEdit[]): WorkspaceEdit {
  const byPath = new Map<FilePath, TextEdit[]>();
  for (const { resource, textEdit } of edits) {
    const file = resource === undefined ? null : fileOfUri(resource);
    if (file === null || textEdit === undefined) continue;
    const known = byPath.get(file.path) ?? [];
    byPath.set(file.path, [...known, { range: fromRange(textEdit.range), text: textEdit.text }]);
  }
  return { files: [...byPath].map(([path, own]) => ({ path, edits: own })) };
}

function offerUndo(title: string, undo: AppliedWorkspaceEdit["undo"]): void {
  const id = "language:edit";
  const run = async (): Promise<void> => {
    const undone = await undo();
    if (undone.ok) return;
    notify({ id, level: "error", title: words.notUndone, body: undone.error.message });
  };
  notify({ id, level: "info", title, action: { label: words.undo, run: () => void run() } });
}
