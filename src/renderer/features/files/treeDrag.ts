import type { DragEvent } from "react";
import { create } from "zustand";
import { type FilePath, isWithin, parentPath } from "../../../common/apps/filePath.ts";
import { bringIn } from "./bringIn.ts";
import { droppedFiles } from "./droppedFiles.ts";
import { copyInto, moveInto } from "./fileActs.ts";
import type { TreeRow } from "./treeRows.ts";
import { toggleFolder } from "./treeStore.ts";

/** Paths of the app, one a line: other views may take them too. */
const PATHS_TYPE = "application/x-studio-paths";
const OPEN_AFTER_MS = 600;

interface TreeDrag {
  /** What is dragged within the tree; null while nothing or something from outside is. */
  readonly paths: readonly FilePath[] | null;
  /** The folder it would go to, the empty string for the root; null over no place. */
  readonly target: string | null;
}

const NOTHING: TreeDrag = { paths: null, target: null };

/** What is being dragged over the tree: a drop target may not read the data before the drop. */
export const useTreeDrag = create<TreeDrag>()(() => NOTHING);

export function beginDrag(event: DragEvent, paths: readonly FilePath[]): void {
  event.dataTransfer.setData(PATHS_TYPE, paths.join("\n"));
  event.dataTransfer.setData("text/plain", paths.join("\n"));
  event.dataTransfer.effectAllowed = "copyMove";
  // A change of the page in the same turn would end the drag in Chromium.
  setTimeout(() => useTreeDrag.setState({ paths }));
}

let opening: { readonly folder: string; readonly timer: ReturnType<typeof setTimeout> } | undefined;

export function endDrag(): void {
  stopOpening();
  useTreeDrag.setState(NOTHING);
}

/** Shows where it would go, and opens a closed folder that the pointer rests on. */
export function dragOver(event: DragEvent, row: TreeRow | null): void {
  const { paths } = useTreeDrag.getState();
  const isOutside = event.dataTransfer.types.includes("Files");
  if (paths === null && !isOutside) return;
  event.preventDefault();
  event.stopPropagation();
  const target = targetOf(row);
  const isRefused = paths !== null && paths.every((path) => isUseless(path, target, copies(event)));
  event.dataTransfer.dropEffect = isRefused ? "none" : isOutside || copies(event) ? "copy" : "move";
  useTreeDrag.setState({ target: isRefused ? null : target });
  openWhenResting(row);
}

export function dragLeave(): void {
  stopOpening();
  useTreeDrag.setState({ target: null });
}

export function drop(event: DragEvent, row: TreeRow | null): void {
  event.preventDefault();
  event.stopPropagation();
  const { paths } = useTreeDrag.getState();
  const target = targetOf(row);
  endDrag();
  if (paths !== null) void (copies(event) ? copyInto(target, paths) : moveInto(target, paths));
  else void droppedFiles(event.dataTransfer).then((files) => bringIn(target, files));
}

/** Into a folder, or beside a file. */
function targetOf(row: TreeRow | null): string {
  if (row === null) return "";
  if (row.type !== "entry") return row.type === "input" ? row.parent : row.folder;
  return row.kind === "folder" ? row.path : parentPath(row.path);
}

function isUseless(path: FilePath, target: string, copying: boolean): boolean {
  return isWithin(path, target) || (!copying && parentPath(path) === target);
}

function copies(event: DragEvent): boolean {
  return event.ctrlKey || event.altKey;
}

function openWhenResting(row: TreeRow | null): void {
  const folder =
    row?.type === "entry" && row.kind === "folder" && !row.expanded ? row.path : undefined;
  if (opening?.folder === folder) return;
  stopOpening();
  if (folder === undefined) return;
  const timer = setTimeout(() => toggleFolder(folder, true), OPEN_AFTER_MS);
  opening = { folder, timer };
}

function stopOpening(): void {
  clearTimeout(opening?.timer);
  opening = undefined;
}
