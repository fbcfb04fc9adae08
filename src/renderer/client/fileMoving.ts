import type { AppId } from "../../common/apps/appId.ts";
import { err, ok, type Result } from "../../common/base/result.ts";
import type { Problem } from "../../common/contracts/problem.ts";
import { useCurrentApp } from "./currentApp.ts";
import { type FileMove, fileMoves } from "./editorIntents.ts";
import { studio, toProblem } from "./studio.ts";

/**
 * Renames or moves files and folders of the current app: all, or none when one cannot be moved.
 * Open files go along at once, unsaved changes included, and come back when it fails.
 */
export async function moveFiles(moves: readonly FileMove[]): Promise<Result<null, Problem>> {
  const { appId } = useCurrentApp.getState();
  const real = moves.filter(({ from, to }) => from !== to);
  if (appId === null || real.length === 0) return ok(null);
  const done: FileMove[] = [];
  for (const move of real) {
    const moved = await moveOne(appId, move);
    if (!moved.ok) {
      await moveBack(appId, done);
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

async function moveBack(appId: AppId, done: readonly FileMove[]): Promise<void> {
  for (const { from, to } of done.toReversed()) await moveOne(appId, { from: to, to: from });
}
