import { z } from "zod";
import { create } from "zustand";
import type { FilePath } from "../../../common/apps/filePath.ts";
import type { Problem } from "../../../common/contracts/problem.ts";
import { readSlice, useAppLayout, writeSlice } from "../../client/appLayout.ts";
import { foldersAbove, type TreeEdit } from "./treeRows.ts";

interface TreeState {
  readonly expanded: ReadonlySet<string>;
  /** The row the keyboard acts on. */
  readonly selected: FilePath | null;
  readonly edit: TreeEdit | null;
  /** Why the last act on a file failed. */
  readonly problem: Problem | null;
}

const FRESH: TreeState = { expanded: new Set(), selected: null, edit: null, problem: null };

export const useTree = create<TreeState>()(() => FRESH);

export function select(path: FilePath | null): void {
  useTree.setState({ selected: path });
}

export function toggleFolder(path: string, open?: boolean): void {
  useTree.setState(({ expanded }) => {
    const next = new Set(expanded);
    if (open ?? !expanded.has(path)) next.add(path);
    else next.delete(path);
    return { expanded: next };
  });
}

export function collapseAll(): void {
  useTree.setState({ expanded: new Set() });
}

/** Opens the folders above a file and selects it. */
export function reveal(path: FilePath): void {
  useTree.setState(({ expanded }) => {
    const missing = foldersAbove(path).filter((folder) => !expanded.has(folder));
    return {
      selected: path,
      expanded: missing.length === 0 ? expanded : new Set([...expanded, ...missing]),
    };
  });
}

export function startEdit(edit: TreeEdit): void {
  if (edit.type === "create" && edit.parent !== "") toggleFolder(edit.parent, true);
  useTree.setState({ edit, problem: null });
}

export function endEdit(): void {
  useTree.setState({ edit: null });
}

export function showProblem(problem: Problem | null): void {
  useTree.setState({ problem });
}

const Remembered = z.object({ expanded: z.array(z.string()).max(5000) });

/** Remembers per app which folders are open, until the returned function is called. */
export function rememberFolders(): () => void {
  let restored = useAppLayout.getState().appId;
  const restore = (): void => {
    const open = readSlice("files", Remembered)?.expanded ?? [];
    useTree.setState({ ...FRESH, expanded: new Set(open) });
  };
  if (restored !== null) restore();
  const stops = [
    useAppLayout.subscribe(({ appId }) => {
      if (appId === restored) return;
      restored = appId;
      restore();
    }),
    useTree.subscribe(({ expanded }, before) => {
      if (expanded !== before.expanded) writeSlice("files", { expanded: [...expanded] });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
