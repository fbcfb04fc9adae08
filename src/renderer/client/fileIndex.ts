import { fileName, type FilePath, parentPath } from "../../common/apps/filePath.ts";
import type { FileChanges, FileEntry } from "../../common/contracts/files.ts";

/** The files of an app, by path and by folder. Never changed in place. */
export interface FileIndex {
  readonly entries: ReadonlyMap<string, FileEntry>;
  /** Folder → paths in it, in no order; the empty string is the app's root. */
  readonly children: ReadonlyMap<string, readonly FilePath[]>;
}

interface Draft {
  readonly entries: Map<string, FileEntry>;
  readonly children: Map<string, FilePath[]>;
  /** Folders whose array this draft made and may change. */
  readonly owned: Set<string>;
}

export function indexFiles(entries: readonly FileEntry[]): FileIndex {
  const draft: Draft = { entries: new Map(), children: new Map([["", []]]), owned: new Set() };
  for (const entry of entries) add(draft, entry);
  return { entries: draft.entries, children: draft.children };
}

/** Applies one batch. The caller reloads the tree on a batch with `reset`. */
export function applyFileChanges(index: FileIndex, changes: FileChanges["changes"]): FileIndex {
  const draft: Draft = {
    entries: new Map(index.entries),
    // The arrays are shared until one changes: see `own`.
    children: new Map(index.children) as Map<string, FilePath[]>,
    owned: new Set(),
  };
  for (const change of changes) {
    if (change.kind === "removed") remove(draft, change.path);
    else add(draft, change.entry ?? unknownFile(change.path));
  }
  return { entries: draft.entries, children: draft.children };
}

function unknownFile(path: FilePath): FileEntry {
  return { path, kind: "file", size: 0, ignored: false };
}

function add(draft: Draft, entry: FileEntry): void {
  const known = draft.entries.get(entry.path);
  draft.entries.set(entry.path, entry);
  if (entry.kind === "folder" && !draft.children.has(entry.path)) {
    draft.children.set(entry.path, []);
  }
  if (known !== undefined) {
    // A fresh array: what is derived from a folder's array must see the entry's new kind.
    if (known.kind !== entry.kind) own(draft, parentPath(entry.path));
    return;
  }
  const parent = parentPath(entry.path);
  if (parent !== "" && !draft.entries.has(parent)) {
    // A batch may name a file before its folder.
    add(draft, { path: parent as FilePath, kind: "folder", size: 0, ignored: entry.ignored });
  }
  own(draft, parent).push(entry.path);
}

function remove(draft: Draft, path: FilePath): void {
  for (const child of draft.children.get(path) ?? []) remove(draft, child);
  draft.children.delete(path);
  if (!draft.entries.delete(path)) return;
  const parent = parentPath(path);
  const siblings = draft.children.get(parent);
  if (siblings === undefined) return;
  draft.owned.add(parent);
  draft.children.set(
    parent,
    siblings.filter((sibling) => sibling !== path),
  );
}

/** A folder's array that belongs to this draft. */
function own(draft: Draft, folder: string): FilePath[] {
  const array = draft.children.get(folder) ?? [];
  if (draft.owned.has(folder)) return array;
  const copy = [...array];
  draft.owned.add(folder);
  draft.children.set(folder, copy);
  return copy;
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const sorted = new WeakMap<readonly FilePath[], readonly FileEntry[]>();

/** What is in a folder: folders first, then by name as a person would order them. */
export function childrenOf(index: FileIndex, folder: string): readonly FileEntry[] {
  const paths = index.children.get(folder);
  if (paths === undefined) return [];
  let entries = sorted.get(paths);
  if (entries === undefined) {
    entries = paths.flatMap((path) => index.entries.get(path) ?? []).toSorted(byKindAndName);
    sorted.set(paths, entries);
  }
  return entries;
}

function byKindAndName(a: FileEntry, b: FileEntry): number {
  const folders = Number(b.kind === "folder") - Number(a.kind === "folder");
  if (folders !== 0) return folders;
  const names = collator.compare(fileName(a.path), fileName(b.path));
  // Names that differ only in case keep one order.
  return names === 0 ? Number(a.path > b.path) - Number(a.path < b.path) : names;
}
