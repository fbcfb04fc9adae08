import type { IndexEntry } from "./gitIndex.ts";
import { FOLDER_MODE, type ObjectStore, serializeTree, type TreeItem } from "./objectStore.ts";

export interface TreeFile {
  readonly oid: string;
  readonly mode: number;
}

/** All files of a commit by path; a submodule is one entry. */
export type FlatTree = ReadonlyMap<string, TreeFile>;

export const SUBMODULE_MODE = 0o160000;
export const LINK_MODE = 0o120000;
export const EXECUTABLE_MODE = 0o100755;

export async function flattenTree(objects: ObjectStore, tree: string): Promise<FlatTree> {
  const files = new Map<string, TreeFile>();
  const visit = async (oid: string, prefix: string): Promise<void> => {
    for (const { name, mode, oid: child } of await objects.readTree(oid)) {
      if (mode === FOLDER_MODE) await visit(child, `${prefix}${name}/`);
      else files.set(prefix + name, { oid: child, mode });
    }
  };
  await visit(tree, "");
  return files;
}

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: TreeItem[];
}

/** Writes the folders of what is to be committed. @returns the id of the topmost. */
export function writeTree(
  objects: ObjectStore,
  files: Iterable<Pick<IndexEntry, "path" | "mode" | "oid">>,
): string {
  const top: Folder = { folders: new Map(), files: [] };
  for (const { path, mode, oid } of files) {
    const names = path.split("/");
    const name = names.pop() ?? "";
    let folder = top;
    for (const each of names) {
      const next = folder.folders.get(each) ?? { folders: new Map(), files: [] };
      folder.folders.set(each, next);
      folder = next;
    }
    folder.files.push({ name, mode, oid });
  }
  return writeFolder(objects, top);
}

function writeFolder(objects: ObjectStore, folder: Folder): string {
  const folders = [...folder.folders].map(([name, child]) => ({
    name,
    mode: FOLDER_MODE,
    oid: writeFolder(objects, child),
  }));
  return objects.write("tree", serializeTree([...folder.files, ...folders]));
}

/** What stands at a path in a tree, folders too; null when nothing does. */
export async function entryAt(
  objects: ObjectStore,
  tree: string,
  path: string,
): Promise<TreeItem | null> {
  let items = await objects.readTree(tree);
  const names = path.split("/");
  for (const [i, name] of names.entries()) {
    const item = items.find((each) => each.name === name);
    if (item === undefined) return null;
    if (i === names.length - 1) return item;
    if (item.mode !== FOLDER_MODE) return null;
    items = await objects.readTree(item.oid);
  }
  return null;
}
