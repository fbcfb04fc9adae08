import type { ClipboardEvent } from "react";
import { bringIn } from "./bringIn.ts";
import { droppedFiles } from "./droppedFiles.ts";
import { pasteInto } from "./fileActs.ts";
import { targetFolder } from "./treeMenu.ts";
import { setClipboard, useTree } from "./treeStore.ts";

/** Takes the selected rows for pasting; other programs get their paths as text. */
export function copyRows(event: ClipboardEvent, how: "copy" | "cut"): void {
  const { paths } = useTree.getState().selection;
  if (isInField(event) || paths.size === 0) return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", [...paths].join("\n"));
  setClipboard({ how, paths: [...paths] });
}

/** Pastes what was taken from the tree, or files that another program put on the clipboard. */
export function pasteRows(event: ClipboardEvent): void {
  if (isInField(event)) return;
  event.preventDefault();
  const folder = targetFolder(useTree.getState().selection.focus);
  if (event.clipboardData.files.length === 0) return void pasteInto(folder);
  void droppedFiles(event.clipboardData).then((files) => bringIn(folder, files));
}

function isInField({ target }: ClipboardEvent): boolean {
  return target instanceof HTMLInputElement;
}
