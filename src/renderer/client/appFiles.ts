import { create } from "zustand";
import type { AppId } from "../../common/apps/appId.ts";
import { Emitter } from "../../common/base/event.ts";
import type { FileChanges } from "../../common/contracts/files.ts";
import type { Problem } from "../../common/contracts/problem.ts";
import { useCurrentApp } from "./currentApp.ts";
import { applyFileChanges, type FileIndex, indexFiles } from "./fileIndex.ts";
import { studio, toProblem } from "./studio.ts";

interface AppFiles {
  readonly appId: AppId | null;
  /** Null until the tree was read. */
  readonly index: FileIndex | null;
  /** Why the tree cannot be read, or is not being kept up to date. */
  readonly problem: Problem | null;
}

const NONE: AppFiles = { appId: null, index: null, problem: null };

/** The current app's files, kept in step with its folder. */
export const useAppFiles = create<AppFiles>(() => NONE);

/** Batches of changes in the current app's folder, in order, after the index has them. */
export const fileChanges = new Emitter<FileChanges>();

const RETRY_MS = 2000;

/** Follows the current app's folder until the returned function is called. */
export function followAppFiles(): () => void {
  let stop = follow(useCurrentApp.getState().appId);
  const unsubscribe = useCurrentApp.subscribe((now, before) => {
    if (now.appId === before.appId) return;
    stop();
    stop = follow(now.appId);
  });
  return () => {
    unsubscribe();
    stop();
  };
}

let reload: (() => void) | undefined;

/** Reads the tree again, for the button beside a problem. */
export function reloadAppFiles(): void {
  reload?.();
}

function follow(appId: AppId | null): () => void {
  useAppFiles.setState({ ...NONE, appId });
  reload = undefined;
  if (appId === null) return () => {};
  let turn = 0;
  let watching: { unsubscribe(): void } | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const start = async (): Promise<void> => {
    const mine = ++turn;
    clearTimeout(retry);
    watching?.unsubscribe();
    try {
      const tree = await studio.files.tree.query({ appId });
      if (mine !== turn) return;
      useAppFiles.setState({ appId, index: indexFiles(tree.entries), problem: null });
      watching = studio.files.watch.subscribe(
        { appId, lastEventId: tree.seq },
        { onData: ({ data }) => take(data), onError: fail },
      );
    } catch (error) {
      if (mine === turn) fail(error);
    }
  };
  const take = (changes: FileChanges): void => {
    const { index } = useAppFiles.getState();
    if (changes.reset || index === null) void start();
    else useAppFiles.setState({ index: applyFileChanges(index, changes.changes) });
    fileChanges.fire(changes);
  };
  const fail = (error: unknown): void => {
    useAppFiles.setState({ problem: toProblem(error) });
    clearTimeout(retry);
    retry = setTimeout(() => void start(), RETRY_MS);
  };
  reload = () => void start();
  void start();
  return () => {
    turn++;
    clearTimeout(retry);
    watching?.unsubscribe();
  };
}
