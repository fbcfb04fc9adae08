import type { AppId } from "../../common/apps/appId.ts";
import type { FilePath } from "../../common/apps/filePath.ts";
import { Emitter } from "../../common/base/event.ts";
import { err, ok, type Result } from "../../common/base/result.ts";
import type { Problem } from "../../common/contracts/problem.ts";
import { useCurrentApp } from "./currentApp.ts";
import { type FileMove, fileMoves } from "./editorIntents.ts";
import { studio, toProblem } from "./studio.ts";
import { type AppliedWorkspaceEdit, applyWorkspaceEdit } from "./workspaceEdits.ts";

/** What a move changed in the files that import what was moved. */
export interface ImportUpdate {
  /** Files whose imports were changed, by their names before the move. */
  readonly files: readonly FilePath[];
  /** Moves everything back, and the imports with it. */
  readonly undo: () => Promise<Result<null, Problem>>;
}

/** Told after a move that changed imports; nothing when it changed none, or on an undo. */
export const importUpdates = new Emitter<ImportUpdate>();

/** Importers could not be changed along; the files were moved all the same. */
export const importFailures = new Emitter<Problem>();

/**
 * Renames or moves files and folders of the current app: all, or none when one cannot be moved.
 * Imports of them are changed along, also in unsaved texts. Open files go along at once, unsaved
 * changes included, and come back when it fails.
 */
export async function moveFiles(moves: readonly FileMove[]): Promise<Result<null, Problem>> {
  const changed = await moveAndImport(moves);
  if (!changed.ok) return changed;
  const { files } = changed.value;
  if (files.length > 0) importUpdates.fire({ files, undo: () => moveBack(moves) });
  return ok(null);
}

async function moveBack(moves: readonly FileMove[]): Promise<Result<null, Problem>> {
  const back = moves.map(({ from, to }) => ({ from: to, to: from })).toReversed();
  const moved = await moveAndImport(back);
  return moved.ok ? ok(null) : moved;
}

type Imports = Pick<AppliedWorkspaceEdit, "files" | "undo">;

const NO_IMPORTS: Imports = { files: [], undo: () => Promise.resolve(ok(null)) };

async function moveAndImport(moves: readonly FileMove[]): Promise<Result<Imports, Problem>> {
  const { appId } = useCurrentApp.getState();
  const real = moves.filter(({ from, to }) => from !== to);
  if (appId === null || real.length === 0) return ok(NO_IMPORTS);
  // Before the move: the edits name files by where they are now.
  const imports = await changeImports(appId, real);
  const moved = await moveAll(appId, real);
  if (moved.ok) return ok(imports);
  await imports.undo();
  return moved;
}

/** Code, or a folder that may hold some; what else is imported has its name in a string too. */
const MAY_BE_IMPORTED = /(?:\.[cm]?[jt]sx?|\.json|(?:^|\/)[^./]+)$/;

async function changeImports(appId: AppId, moves: readonly FileMove[]): Promise<Imports> {
  const relevant = moves.filter(({ from }) => MAY_BE_IMPORTED.test(from));
  if (relevant.length === 0) return NO_IMPORTS;
  try {
    const edit = await studio.language.moveEdits.query({ appId, moves: relevant });
    const applied = await applyWorkspaceEdit(edit);
    if (applied.ok) return applied.value;
    importFailures.fire(applied.error);
  } catch (error) {
    importFailures.fire(toProblem(error));
  }
  return NO_IMPORTS;
}

async function moveAll(appId: AppId, moves: readonly FileMove[]): Promise<Result<null, Problem>> {
  const done: FileMove[] = [];
  for (const move of moves) {
    const moved = await moveOne(appId, move);
    if (!moved.ok) {
      for (const { from, to } of done.toReversed()) await moveOne(appId, { from: to, to: from });
      return moved;
    }
    done.push(move);
  }
  return ok(null);
}

async function moveOne(appId: AppId, { from, to }: FileMove): Promise<Result<null, Problem>> {
  fileMoves.fire({ from, to });
  try {
    await studio.files.rename.mutate({ appId, from, to });
    return ok(null);
  } catch (error) {
    fileMoves.fire({ from: to, to: from });
    return err(toProblem(error));
  }
}
