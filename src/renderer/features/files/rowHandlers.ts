import type { DragEvent, MouseEvent } from "react";
import { openFile } from "../../client/editorIntents.ts";
import { drawnPaths } from "./treeActs.ts";
import { beginDrag, dragOver, drop, endDrag } from "./treeDrag.ts";
import type { EntryRow, TreeRow } from "./treeRows.ts";
import { extendTo, toggleRow, type TreeSelection } from "./treeSelection.ts";
import { select, setSelection, toggleFolder } from "./treeStore.ts";

/** What a row is to assistive technology, and what the mouse does to it. */
export function rowHandlers(row: TreeRow, rows: readonly TreeRow[], selection: TreeSelection) {
  const place = {
    onDragOver: (event: DragEvent) => dragOver(event, row),
    onDrop: (event: DragEvent) => drop(event, row),
  };
  if (row.type !== "entry") return place;
  const { path, kind } = row;
  const isSelected = selection.paths.has(path);
  return {
    ...place,
    role: "treeitem",
    "aria-level": row.depth + 1,
    "aria-selected": isSelected,
    ...(kind === "folder" ? { "aria-expanded": row.expanded } : {}),
    draggable: !row.renaming,
    onDragStart: (event: DragEvent) => {
      if (!isSelected) select(path);
      beginDrag(event, isSelected ? [...selection.paths] : [path]);
    },
    onDragEnd: endDrag,
    onClick: (event: MouseEvent) => click(event, row, rows, selection),
    onDoubleClick: () => {
      if (kind !== "folder" && !row.renaming) openFile(path, { pinned: true });
    },
    onContextMenu: () => {
      if (!isSelected) select(path);
    },
  };
}

function click(
  event: MouseEvent,
  row: EntryRow,
  rows: readonly TreeRow[],
  selection: TreeSelection,
): void {
  if (row.renaming) return;
  if (event.shiftKey) return setSelection(extendTo(selection, row.path, drawnPaths(rows)));
  if (event.ctrlKey || event.metaKey) return setSelection(toggleRow(selection, row.path));
  select(row.path);
  if (row.kind === "folder") toggleFolder(row.path);
  else openFile(row.path, { focus: false });
}
