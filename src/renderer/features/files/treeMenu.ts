import {
  ClipboardPaste,
  Copy,
  CopyPlus,
  FilePlus,
  FileText,
  FolderPlus,
  FolderSearch,
  Pencil,
  Scissors,
  Trash2,
  Waypoints,
} from "lucide-react";
import { fileName, type FilePath, parentPath } from "../../../common/apps/filePath.ts";
import { openFile } from "../../client/editorIntents.ts";
import { useStudioInfo } from "../../client/facts.ts";
import { text } from "../../messages/text.ts";
import type { MenuItem } from "../../ui/menuItems.ts";
import { copyPaths } from "./copyPaths.ts";
import { duplicateEntries, pasteInto, revealInSystem } from "./fileActs.ts";
import { treeEntry } from "./ignoredFolders.ts";
import { removeEntries } from "./removing.ts";
import { TREE_KEYS } from "./treeKeys.ts";
import type { TreeSelection } from "./treeSelection.ts";
import { setClipboard, startEdit, type TreeClipboard } from "./treeStore.ts";

const words = text.files;

/** The folder that new files go to while `selected` is selected; the empty string is the root. */
export function targetFolder(selected: FilePath | null): string {
  if (selected === null) return "";
  return treeEntry(selected)?.kind === "folder" ? selected : parentPath(selected);
}

/** A browser tab may be on another machine than the files. */
export function canReveal(): boolean {
  return useStudioInfo.getState().value?.shell === "electron";
}

/** What can be done with the selected files and folders, or with the app's root. */
export function treeMenu(
  { paths, focus }: TreeSelection,
  clipboard: TreeClipboard | null,
): readonly MenuItem[] {
  const parent = targetFolder(focus);
  const paste: MenuItem = {
    id: "paste",
    icon: ClipboardPaste,
    label: parent === "" ? words.paste : words.pasteInto(fileName(parent)),
    keys: TREE_KEYS.paste,
    disabled: clipboard === null,
    run: () => void pasteInto(parent),
  };
  if (focus === null || paths.size === 0) {
    return [...newItems(parent), { kind: "separator", id: "clipboard" }, paste];
  }
  const isOne = paths.size === 1;
  return [
    ...(isOne ? [...openItem(focus), ...newItems(parent)] : []),
    ...(isOne ? [{ kind: "separator", id: "clipboard" } as const] : []),
    ...clipboardItems([...paths]),
    ...(isOne ? [paste] : []),
    { kind: "separator", id: "paths" },
    ...pathItems([...paths], focus),
    { kind: "separator", id: "danger" },
    ...(isOne ? [renameItem(focus)] : []),
    {
      id: "remove",
      icon: Trash2,
      label: isOne ? words.remove : words.removeMany(`${paths.size}`),
      keys: TREE_KEYS.remove,
      danger: true,
      run: () => void removeEntries([...paths]),
    },
  ];
}

function newItems(parent: string): readonly MenuItem[] {
  const create = (kind: "file" | "folder") => () => startEdit({ type: "create", parent, kind });
  const name = fileName(parent);
  return [
    {
      id: "file",
      icon: FilePlus,
      label: parent === "" ? words.newFile : words.newFileIn(name),
      run: create("file"),
    },
    {
      id: "folder",
      icon: FolderPlus,
      label: parent === "" ? words.newFolder : words.newFolderIn(name),
      run: create("folder"),
    },
  ];
}

function openItem(path: FilePath): readonly MenuItem[] {
  if (treeEntry(path)?.kind === "folder") return [];
  return [
    {
      id: "open",
      icon: FileText,
      label: words.open,
      keys: "enter",
      run: () => openFile(path, { pinned: true }),
    },
    { kind: "separator", id: "new" },
  ];
}

function clipboardItems(paths: readonly FilePath[]): readonly MenuItem[] {
  return [
    {
      id: "cut",
      icon: Scissors,
      label: words.cut,
      keys: TREE_KEYS.cut,
      run: () => setClipboard({ how: "cut", paths }),
    },
    {
      id: "copy",
      icon: Copy,
      label: words.copy,
      keys: TREE_KEYS.copy,
      run: () => setClipboard({ how: "copy", paths }),
    },
    {
      id: "duplicate",
      icon: CopyPlus,
      label: words.duplicate,
      keys: TREE_KEYS.duplicate,
      run: () => void duplicateEntries(paths),
    },
  ];
}

function pathItems(paths: readonly FilePath[], focus: FilePath): readonly MenuItem[] {
  const reveal: MenuItem = {
    id: "reveal",
    icon: FolderSearch,
    label: words.reveal,
    keys: TREE_KEYS.reveal,
    run: () => void revealInSystem(focus),
  };
  return [
    {
      id: "copyPath",
      icon: Waypoints,
      label: words.copyPath,
      keys: TREE_KEYS.copyPath,
      run: () => void copyPaths(paths, "disk"),
    },
    {
      id: "copyRelativePath",
      label: words.copyRelativePath,
      keys: TREE_KEYS.copyRelativePath,
      run: () => void copyPaths(paths, "app"),
    },
    ...(canReveal() ? [reveal] : []),
  ];
}

function renameItem(path: FilePath): MenuItem {
  return {
    id: "rename",
    icon: Pencil,
    label: words.rename,
    keys: TREE_KEYS.rename,
    run: () => startEdit({ type: "rename", path }),
  };
}
