import { z } from "zod";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import {
  type CodeAction,
  type RenameTarget,
  type TextEdit,
  TextRange,
  type WorkspaceEdit,
} from "../../../../common/contracts/language.ts";
import { problem } from "../../../../common/contracts/problem.ts";
import type { Places } from "../places.ts";
import { RawTextEdit, readEach, readOne } from "./shapes.ts";
import { isPackageFile } from "./symbols.ts";

const RawWorkspaceEdit = z.object({
  changes: z.record(z.string(), z.array(RawTextEdit)).nullish(),
  documentChanges: z
    .array(
      z.union([
        z.object({ textDocument: z.object({ uri: z.string() }), edits: z.array(RawTextEdit) }),
        z.object({ kind: z.string() }),
      ]),
    )
    .nullish(),
});

const NO_EDIT: WorkspaceEdit = { files: [] };

/** @throws `outside-app` for an edit of something else than the app's own files. */
export function readWorkspaceEdit(places: Places, answer: unknown): WorkspaceEdit {
  const edit = readOne(RawWorkspaceEdit, answer);
  if (edit === null) return NO_EDIT;
  const byPath = new Map<FilePath, TextEdit[]>();
  const add = (uri: string, edits: readonly TextEdit[]): void => {
    const path = places.pathOf(uri);
    if (path === null || isPackageFile(path)) throw refused(uri);
    byPath.set(path, [...(byPath.get(path) ?? []), ...edits]);
  };
  for (const change of edit.documentChanges ?? []) {
    // Making, renaming and deleting files was not offered to the server.
    if ("textDocument" in change) add(change.textDocument.uri, change.edits);
  }
  if (edit.documentChanges === null || edit.documentChanges === undefined) {
    for (const [uri, edits] of Object.entries(edit.changes ?? {})) add(uri, edits);
  }
  return { files: [...byPath].map(([path, edits]) => ({ path, edits })) };
}

function refused(uri: string) {
  return problem("outside-app", "This would also change files that are not the app's own.", {
    next: "Change the app's own code instead.",
    details: uri,
  });
}

const RawAction = z.object({
  title: z.string(),
  kind: z.string().default("quickfix"),
  isPreferred: z.boolean().default(false),
  edit: z.unknown().optional(),
});

/** Those that can be made here: of the app's own files, and without a command of the server's. */
export function readCodeActions(places: Places, answer: unknown): readonly CodeAction[] {
  return readEach(RawAction, answer).flatMap(({ title, kind, isPreferred, edit }) => {
    const read = editOrNone(places, edit);
    return read.files.length === 0 ? [] : { title, kind, preferred: isPreferred, edit: read };
  });
}

function editOrNone(places: Places, edit: unknown): WorkspaceEdit {
  try {
    return readWorkspaceEdit(places, edit);
  } catch {
    return NO_EDIT;
  }
}

const RawTarget = z.union([
  z
    .object({ range: TextRange, placeholder: z.string() })
    .transform(({ range, placeholder }) => ({ range, name: placeholder })),
  TextRange.transform((range) => ({ range, name: "" })),
]);

/** @throws `invalid-input` for what has no name that can be changed. */
export function readRenameTarget(answer: unknown): RenameTarget {
  const target = readOne(RawTarget, answer);
  if (target !== null) return target;
  throw problem("invalid-input", "This cannot be renamed.");
}
