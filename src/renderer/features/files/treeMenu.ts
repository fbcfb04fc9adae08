import { Copy, FilePlus, FileText, FolderPlus, Pencil, Trash2 } from "lucide-react";
import { fileName, type FilePath, parentPath } from "../../../common/apps/filePath.ts";
import { openFile } from "../../client/editorIntents.ts";
import { text } from "../../messages/text.ts";
import type { MenuItem } from "../../ui/menuItems.ts";
import { removeEntry } from "./fileActs.ts";
import { treeEntry } from "./ignoredFolders.ts";
import { startEdit } from "./treeStore.ts";

const words = text.files;

/** The folder that new files go to while `selected` is selected; the empty string is the root. */
export function targetFolder(selected: FilePath | null): string {
  if (selected === null) return "";
  return treeEntry(selected)?.kind === "folder" ? selected : parentPath(selected);
}

/** What can be done with the selected file or folder, or with the app's root. */
export function treeMenu(selected: FilePath | null): readonly MenuItem[] {
  const parent = targetFolder(selected);
  const create = (kind: "file" | "folder") => () => startEdit({ type: "create", parent, kind });
  const items: MenuItem[] = [
    {
      id: "file",
      icon: FilePlus,
      label: parent === "" ? words.newFile : words.newFileIn(fileName(parent)),
      run: create("file"),
    },
    {
      id: "folder",
      icon: FolderPlus,
      label: parent === "" ? words.newFolder : words.newFolderIn(fileName(parent)),
      run: create("folder"),
    },
  ];
  return selected === null ? items : [...items, ...entryItems(selected)];
}

function entryItems(path: FilePath): readonly MenuItem[] {
  const isFile = treeEntry(path)?.kind !== "folder";
  const open: MenuItem = {
    id: "open",
    icon: FileText,
    label: words.open,
    run: () => openFile(path, { pinned: true }),
  };
  return [
    { kind: "separator", id: "entry" },
    ...(isFile ? [open] : []),
    {
      id: "rename",
      icon: Pencil,
      label: words.rename,
      keys: "f2",
      run: () => startEdit({ type: "rename", path }),
    },
    {
      id: "copy",
      icon: Copy,
      label: words.copyPath,
      run: () => void navigator.clipboard.writeText(path),
    },
    { kind: "separator", id: "danger" },
    {
      id: "remove",
      icon: Trash2,
      label: words.remove,
      keys: "delete",
      danger: true,
      run: () => void removeEntry(path),
    },
  ];
}
