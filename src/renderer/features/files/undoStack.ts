import type { AppId } from "../../../common/apps/appId.ts";

/** One act on files that can be taken back. */
interface Undo {
  readonly appId: AppId;
  readonly id: string;
  /** Rejects with the host's problem when it cannot be taken back any more. */
  readonly run: () => Promise<void>;
}

const KEPT = 50;
let stack: readonly Undo[] = [];

/** Remembers how an act is taken back, for the undo key of the tree. */
export function rememberUndo(undo: Undo): void {
  stack = [...stack, undo].slice(-KEPT);
}

/** An act that was taken back in another way, as by the button of its notice. */
export function forgetUndo(id: string): void {
  stack = stack.filter((undo) => undo.id !== id);
}

/** Takes back the newest act of an app. False when there is none. */
export async function undoNewest(appId: AppId): Promise<boolean> {
  const newest = stack.findLast((undo) => undo.appId === appId);
  if (newest === undefined) return false;
  forgetUndo(newest.id);
  await newest.run();
  return true;
}
