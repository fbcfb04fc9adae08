import type { Dirent, Stats } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import path from "node:path";
import { isStagedName } from "../../../common/apps/stagedName.ts";
import { FilePath, fileName, parentPath } from "../../../common/apps/filePath.ts";
import type { FileEntry } from "../../../common/contracts/files.ts";
import { errnoOf } from "./diskProblem.ts";
import { IgnoreRules } from "./ignoreRules.ts";
import { isHiddenName, isProtectedName } from "./protectedPaths.ts";
import { identityOf } from "./stagedFile.ts";

/** How an entry on disk differs from what the index knew. */
export interface IndexChange {
  readonly path: FilePath;
  readonly kind: "added" | "changed" | "removed";
  /** What is there now; what was there, when it was removed. */
  readonly entry: FileEntry;
  /** Of the version that is there now; empty when it was removed. */
  readonly identity: string;
}

interface Indexed {
  readonly entry: FileEntry;
  /** Same as long as nobody wrote the file. */
  readonly identity: string;
}

/**
 * What was last seen of an app's folder. Whatever hints that something changed (a watcher's
 * event, our own write, a timer) is answered by looking at the disk and comparing, so the same
 * change is reported once, by whichever hint comes first, and a wrong hint reports nothing.
 *
 * Folders that are ignored or protected are listed, but nothing in them is. Git's own folder and
 * Studio's are not even listed.
 */
export class FileIndex {
  readonly #root: string;
  readonly #rules: IgnoreRules;
  readonly #staged = new Set<string>();
  readonly #indexedByPath = new Map<FilePath, Indexed>();
  readonly #pathsByFolder = new Map<string, Set<FilePath>>();

  constructor(root: string) {
    this.#root = root;
    this.#rules = new IgnoreRules(root);
  }

  entries(): FileEntry[] {
    return [...this.#indexedByPath.values()].map(({ entry }) => entry);
  }

  get(entryPath: FilePath): FileEntry | undefined {
    return this.#indexedByPath.get(entryPath)?.entry;
  }

  /** New versions of files that nobody finished, as of the last look at all. */
  stagedFiles(): readonly string[] {
    return [...this.#staged];
  }

  /** Forgets everything, for a folder that is gone. */
  clear(): void {
    this.#indexedByPath.clear();
    this.#pathsByFolder.clear();
    this.#rules.forget("");
  }

  /** Looks at the whole folder. */
  async lookAtAll(): Promise<readonly IndexChange[]> {
    const changes: IndexChange[] = [];
    this.#staged.clear();
    await this.#lookBelow("", changes);
    return changes;
  }

  /** Looks at these paths and, where one is or was a folder, at all below it. */
  async lookAt(paths: Iterable<FilePath>): Promise<readonly IndexChange[]> {
    const changes: IndexChange[] = [];
    for (const each of paths) {
      if (this.isWatched(each)) await this.#lookAtOne(each, changes);
    }
    return changes;
  }

  /** Whether the index follows the path: no folder it is in is ignored or protected. */
  isWatched(entryPath: FilePath): boolean {
    if (isStagedName(fileName(entryPath)) || isHiddenName(fileName(entryPath))) return false;
    let folder = parentPath(entryPath);
    while (folder !== "") {
      if (isProtectedName(fileName(folder)) || this.#rules.isIgnored(folder, true)) return false;
      folder = parentPath(folder);
    }
    return true;
  }

  async #lookAtOne(entryPath: FilePath, changes: IndexChange[]): Promise<void> {
    const stats = await lstatOrNull(path.join(this.#root, entryPath));
    const known = this.#indexedByPath.get(entryPath);
    if (stats === null || known?.entry.kind !== kindOf(stats)) {
      if (known !== undefined) this.#forgetTree(known.entry, changes);
    }
    if (stats === null) return;
    const isNews = this.#note(entryPath, stats, changes);
    // A folder that was moved in comes with one hint for all that it holds.
    if (isNews && stats.isDirectory() && !this.#isClosed(entryPath)) {
      await this.#lookBelow(entryPath, changes);
    }
  }

  async #lookBelow(folder: FilePath | "", changes: IndexChange[]): Promise<void> {
    const seen = new Set<FilePath>();
    await this.#lookInside(folder, changes, seen);
    this.#forgetUnseen(folder, changes, seen);
  }

  async #lookInside(
    folder: FilePath | "",
    changes: IndexChange[],
    seen: Set<FilePath>,
  ): Promise<void> {
    const names = await this.#list(folder);
    if (names.some((item) => item.name === ".gitignore")) await this.#rules.load(folder);
    else this.#rules.forgetOwn(folder);
    const found = await Promise.all(names.map((item) => this.#statIn(folder, item.name)));
    const folders: FilePath[] = [];
    for (const item of found) {
      if (item === undefined) continue;
      seen.add(item.path);
      this.#replaceOtherKind(item.path, item.stats, changes);
      this.#note(item.path, item.stats, changes);
      if (item.stats.isDirectory() && !this.#isClosed(item.path)) folders.push(item.path);
    }
    for (const each of folders) await this.#lookInside(each, changes, seen);
  }

  #forgetUnseen(folder: string, changes: IndexChange[], seen: ReadonlySet<FilePath>): void {
    for (const each of this.#pathsByFolder.get(folder) ?? []) {
      const known = this.#indexedByPath.get(each);
      if (known !== undefined && !seen.has(each)) this.#forgetTree(known.entry, changes);
      else this.#forgetUnseen(each, changes, seen);
    }
  }

  async #list(folder: string): Promise<readonly Dirent[]> {
    try {
      return await readdir(path.join(this.#root, folder), { withFileTypes: true });
    } catch (error) {
      const code = errnoOf(error);
      // Gone meanwhile, or not ours to read: then there is nothing to list in it.
      if (code === "ENOENT" || code === "ENOTDIR" || code === "EACCES" || code === "EPERM") {
        return [];
      }
      throw error;
    }
  }

  async #statIn(
    folder: string,
    name: string,
  ): Promise<{ path: FilePath; stats: Stats } | undefined> {
    if (isStagedName(name)) {
      this.#staged.add(path.join(folder, name));
      return undefined;
    }
    if (isHiddenName(name)) return undefined;
    // A name that is no valid path (a backslash, not UTF-8) cannot be asked for either.
    const parsed = FilePath.safeParse(folder === "" ? name : `${folder}/${name}`);
    if (!parsed.success) return undefined;
    const stats = await lstatOrNull(path.join(this.#root, parsed.data));
    return stats === null ? undefined : { path: parsed.data, stats };
  }

  #isClosed(folder: FilePath): boolean {
    return isProtectedName(fileName(folder)) || this.#rules.isIgnored(folder, true);
  }

  /** Takes down what is there now; true when that is news. */
  #note(entryPath: FilePath, stats: Stats, changes: IndexChange[]): boolean {
    const known = this.#indexedByPath.get(entryPath);
    const isFolder = stats.isDirectory();
    const entry: FileEntry = {
      path: entryPath,
      kind: kindOf(stats),
      size: isFolder ? 0 : stats.size,
      ignored: isProtectedName(fileName(entryPath)) || this.#rules.isIgnored(entryPath, isFolder),
    };
    // A folder's time changes with each entry; another folder in its place is another inode.
    const identity = isFolder ? `folder:${stats.ino}` : identityOf(stats);
    this.#indexedByPath.set(entryPath, { entry, identity });
    if (known === undefined) this.#inFolder(entryPath).add(entryPath);
    if (known?.identity === identity) return false;
    changes.push({
      path: entryPath,
      kind: known === undefined ? "added" : "changed",
      entry,
      identity,
    });
    return true;
  }

  #replaceOtherKind(entryPath: FilePath, stats: Stats, changes: IndexChange[]): void {
    const known = this.#indexedByPath.get(entryPath)?.entry;
    if (known !== undefined && known.kind !== kindOf(stats)) this.#forgetTree(known, changes);
  }

  #forgetTree(entry: FileEntry, changes: IndexChange[]): void {
    changes.push(this.#forget(entry));
    if (entry.kind !== "folder") return;
    this.#rules.forget(entry.path);
    for (const below of this.#pathsByFolder.get(entry.path) ?? []) {
      const known = this.#indexedByPath.get(below);
      if (known !== undefined) this.#forgetTree(known.entry, changes);
    }
    this.#pathsByFolder.delete(entry.path);
  }

  #forget(entry: FileEntry): IndexChange {
    this.#indexedByPath.delete(entry.path);
    this.#inFolder(entry.path).delete(entry.path);
    return { path: entry.path, kind: "removed", entry, identity: "" };
  }

  #inFolder(entryPath: FilePath): Set<FilePath> {
    const folder = parentPath(entryPath);
    let paths = this.#pathsByFolder.get(folder);
    if (paths === undefined) this.#pathsByFolder.set(folder, (paths = new Set()));
    return paths;
  }
}

async function lstatOrNull(absolute: string): Promise<Stats | null> {
  try {
    return await lstat(absolute);
  } catch (error) {
    const code = errnoOf(error);
    if (code === "ENOENT" || code === "ENOTDIR" || code === "EACCES") return null;
    throw error;
  }
}

function kindOf(stats: Stats): FileEntry["kind"] {
  if (stats.isDirectory()) return "folder";
  return stats.isSymbolicLink() ? "link" : "file";
}
