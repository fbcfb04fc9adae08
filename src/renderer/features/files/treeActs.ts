import type { FilePath } from "../../../common/apps/filePath.ts";
import { openFile } from "../../client/editorIntents.ts";
import { copyPaths } from "./copyPaths.ts";
import { duplicateEntries, revealInSystem, undoLast } from "./fileActs.ts";
import { removeEntries } from "./removing.ts";
import type { TreeAct } from "./treeKeys.ts";
import { canReveal } from "./treeMenu.ts";
import type { TreeRow } from "./treeRows.ts";
import { extendTo, NO_SELECTION, selectAll } from "./treeSelection.ts";
import {
  select,
  setClipboard,
  setFilter,
  setSelection,
  startEdit,
  toggleFolder,
  useTree,
} from "./treeStore.ts";

/** Does what a key asks for, to the rows that are drawn. */
export function performAct(act: TreeAct, rows: readonly TreeRow[]): void {
  if (act.type === "filter") return setFilter(act.typed);
  if (!("row" in act)) return ON_SELECTION[act.type](rows);
  const { path } = act.row;
  switch (act.type) {
    case "select":
      if (!act.extend) return select(path);
      return setSelection(extendTo(useTree.getState().selection, path, drawnPaths(rows)));
    case "expand":
      return toggleFolder(path, true);
    case "collapse":
      return toggleFolder(path, false);
    case "open":
      return openFile(path, { focus: act.focus });
    case "rename":
      return startEdit({ type: "rename", path });
  }
}

type SelectionAct = Exclude<TreeAct, { row: unknown } | { type: "filter" }>["type"];

const ON_SELECTION: Readonly<Record<SelectionAct, (rows: readonly TreeRow[]) => void>> = {
  remove: () => void removeEntries(selected()),
  duplicate: () => void duplicateEntries(selected()),
  "select-all": (rows) => setSelection(selectAll(useTree.getState().selection, drawnPaths(rows))),
  "copy-path": () => void copyPaths(selected(), "disk"),
  "copy-relative-path": () => void copyPaths(selected(), "app"),
  reveal: () => {
    const { focus } = useTree.getState().selection;
    if (focus !== null && canReveal()) void revealInSystem(focus);
  },
  undo: () => void undoLast(),
  leave,
};

function selected(): readonly FilePath[] {
  return [...useTree.getState().selection.paths];
}

/** The paths of what is drawn, from top to bottom. */
export function drawnPaths(rows: readonly TreeRow[]): readonly FilePath[] {
  return rows.flatMap((row) => (row.type === "entry" ? [row.path] : []));
}

/** Gives up the newest of what is going on in the tree. */
function leave(): void {
  const { filter, clipboard, selection } = useTree.getState();
  if (filter !== null) setFilter(null);
  else if (clipboard?.how === "cut") setClipboard(null);
  else if (selection.paths.size > 1 && selection.focus !== null) select(selection.focus);
  else setSelection({ ...NO_SELECTION, focus: selection.focus });
}
