import { fileName, FilePath, parentPath } from "../../../common/apps/filePath.ts";
import type { FileEntry } from "../../../common/contracts/files.ts";
import type { Problem } from "../../../common/contracts/problem.ts";
import { childrenOf, type FileIndex } from "../../client/fileIndex.ts";
import type { Listing, Listings } from "./ignoredFolders.ts";

/** A line of the tree as it is drawn. */
export type TreeRow = EntryRow | InputRow | NoteRow;

export interface EntryRow {
  readonly type: "entry";
  readonly path: FilePath;
  /** The file's name; names joined by `/` where folders share the line. */
  readonly name: string;
  readonly kind: FileEntry["kind"];
  readonly depth: number;
  readonly expanded: boolean;
  readonly ignored: boolean;
  /** Its name is being edited in place. */
  readonly renaming: boolean;
}

/** The name of a file or folder that is about to be made. */
export interface InputRow {
  readonly type: "input";
  readonly parent: string;
  readonly kind: "file" | "folder";
  readonly depth: number;
}

/** Stands where the contents of an ignored folder would be. */
export interface NoteRow {
  readonly type: "note";
  readonly folder: FilePath;
  readonly note: FolderNote;
  readonly depth: number;
}

export type FolderNote =
  | { readonly kind: "reading" }
  | { readonly kind: "empty" }
  | { readonly kind: "failed"; readonly problem: Problem };

/** What is being typed into the tree. */
export type TreeEdit =
  | { readonly type: "create"; readonly parent: string; readonly kind: "file" | "folder" }
  | { readonly type: "rename"; readonly path: FilePath };

export interface TreeInput {
  readonly index: FileIndex;
  readonly expanded: ReadonlySet<string>;
  readonly edit: TreeEdit | null;
  /** What ignored folders hold, as far as they were opened. */
  readonly listings?: Listings;
  /** Only these are shown, with all their folders open; null shows what is open. */
  readonly shown?: ReadonlySet<string> | null;
}

const NO_LISTINGS: Listings = new Map();

/** The lines of the tree. A folder that holds one folder and nothing else shares its line. */
export function treeRows(input: TreeInput): readonly TreeRow[] {
  const { index, expanded, edit, listings = NO_LISTINGS, shown = null } = input;
  const rows: TreeRow[] = [];
  addFolder("", 0);
  return rows;

  function addFolder(folder: string, depth: number): void {
    if (edit?.type === "create" && edit.parent === folder) {
      rows.push({ type: "input", parent: folder, kind: edit.kind, depth });
    }
    for (const entry of childrenOf(index, folder)) {
      if (shown === null || shown.has(entry.path)) addEntry(entry, depth);
    }
  }

  function addEntry(first: FileEntry, depth: number): void {
    const entry = innermost(index, first, edit);
    const isOpen = entry.kind === "folder" && (shown !== null || expanded.has(entry.path));
    rows.push({
      type: "entry",
      path: entry.path,
      name: first === entry ? fileName(entry.path) : chainName(first, entry),
      kind: entry.kind,
      depth,
      expanded: isOpen,
      ignored: entry.ignored,
      renaming: edit?.type === "rename" && edit.path === entry.path,
    });
    if (!isOpen) return;
    const note = noteOf(listings.get(entry.path));
    if (note !== null) rows.push({ type: "note", folder: entry.path, note, depth: depth + 1 });
    addFolder(entry.path, depth + 1);
  }
}

/** Follows folders that hold one folder and nothing else, unless something is being named there. */
function innermost(index: FileIndex, first: FileEntry, edit: TreeEdit | null): FileEntry {
  let entry = first;
  for (;;) {
    if (entry.kind !== "folder" || entry.ignored) return entry;
    if (edit?.type === "create" && edit.parent === entry.path) return entry;
    if (edit?.type === "rename" && edit.path === entry.path) return entry;
    const [only, ...others] = childrenOf(index, entry.path);
    if (only?.kind !== "folder" || only.ignored || others.length > 0) return entry;
    entry = only;
  }
}

function chainName(first: FileEntry, last: FileEntry): string {
  const parent = parentPath(first.path);
  return parent === "" ? last.path : last.path.slice(parent.length + 1);
}

/** What is shown while a text is typed: entries that have it in their name, and their folders. */
export function filtered(index: FileIndex, typed: string): ReadonlySet<string> {
  const wanted = typed.toLowerCase();
  const shown = new Set<string>();
  for (const { path, ignored } of index.entries.values()) {
    if (ignored || !fileName(path).toLowerCase().includes(wanted)) continue;
    for (let at: string = path; at !== "" && !shown.has(at); at = parentPath(at)) shown.add(at);
  }
  return shown;
}

function noteOf(listing: Listing | undefined): FolderNote | null {
  if (listing === undefined) return null;
  if (listing.problem !== null) return { kind: "failed", problem: listing.problem };
  if (listing.entries === null) return { kind: "reading" };
  return listing.entries.length === 0 ? { kind: "empty" } : null;
}

/** The folders that must be open for a path to be seen. */
export function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = parentPath(path); folder !== ""; folder = parentPath(folder)) {
    folders.unshift(folder);
  }
  return folders;
}

/** Folders that hold, at any depth, one of the paths. */
export function foldersHolding(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) for (const folder of foldersAbove(path)) folders.add(folder);
  return folders;
}

export type NameCheck =
  | { readonly ok: true; readonly path: FilePath }
  | { readonly ok: false; readonly reason: "empty" | "malformed" | "taken" };

/**
 * Reads a name typed into the tree. A new file's name may name folders too (`api/users.ts`).
 * `current` is the path being renamed: its own name in another case is free.
 */
export function checkName(
  index: FileIndex,
  parent: string,
  typed: string,
  current: FilePath | null,
): NameCheck {
  const name = typed.trim().replace(/\/+$/, "");
  if (name === "") return { ok: false, reason: "empty" };
  if (current !== null && name.includes("/")) return { ok: false, reason: "malformed" };
  const path = FilePath.safeParse(parent === "" ? name : `${parent}/${name}`);
  if (!path.success) return { ok: false, reason: "malformed" };
  if (path.data !== current && index.entries.has(path.data)) return { ok: false, reason: "taken" };
  return { ok: true, path: path.data };
}
