import { z } from "zod";
import { create } from "zustand";
import type { FilePath } from "../../../common/apps/filePath.ts";
import type { Problem } from "../../../common/contracts/problem.ts";
import { readSlice, useAppLayout, writeSlice } from "../../client/appLayout.ts";
import { foldersAbove, type TreeEdit } from "./treeRows.ts";
import { NO_SELECTION, selectOnly, type TreeSelection } from "./treeSelection.ts";

/** Files that were copied or cut in the tree and wait to be pasted. */
export interface TreeClipboard {
  readonly how: "copy" | "cut";
  readonly paths: readonly FilePath[];
}

interface TreeState {
  readonly expanded: ReadonlySet<string>;
  readonly selection: TreeSelection;
  readonly edit: TreeEdit | null;
  /** Only what has this in its name is shown; null shows all, the empty text waits for letters. */
  readonly filter: string | null;
  readonly clipboard: TreeClipboard | null;
  /** The row that is to be scrolled to when it is there. */
  readonly wanted: FilePath | null;
  /** Why the last act on a file failed. */
  readonly problem: Problem | null;
}

const FRESH: TreeState = {
  expanded: new Set(),
  selection: NO_SELECTION,
  edit: null,
  filter: null,
  clipboard: null,
  wanted: null,
  problem: null,
};

export const useTree = create<TreeState>()(() => FRESH);

/** Selects one row, or none. */
export function select(path: FilePath | null): void {
  useTree.setState({ selection: path === null ? NO_SELECTION : selectOnly(path), wanted: path });
}

export function setSelection(selection: TreeSelection): void {
  useTree.setState({ selection, wanted: selection.focus });
}

/** The row has been scrolled to. */
export function foundWanted(): void {
  useTree.setState({ wanted: null });
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
  useTree.setState({ expanded: new Set(), filter: null });
}

/** Opens the folders above files and selects them. */
export function reveal(...paths: readonly FilePath[]): void {
  const [first] = paths;
  if (first === undefined) return;
  useTree.setState(({ expanded }) => {
    const missing = paths.flatMap(foldersAbove).filter((folder) => !expanded.has(folder));
    return {
      selection: { paths: new Set(paths), focus: first, anchor: first },
      wanted: first,
      expanded: missing.length === 0 ? expanded : new Set([...expanded, ...missing]),
    };
  });
}

export function startEdit(edit: TreeEdit): void {
  if (edit.type === "create" && edit.parent !== "") toggleFolder(edit.parent, true);
  useTree.setState({ edit, filter: null, problem: null });
}

export function endEdit(): void {
  useTree.setState({ edit: null });
}

export function setFilter(filter: string | null): void {
  useTree.setState({ filter });
}

export function setClipboard(clipboard: TreeClipboard | null): void {
  useTree.setState({ clipboard });
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
