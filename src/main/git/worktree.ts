import { type BigIntStats, type Dirent, existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { FilePath } from "../../common/apps/filePath.ts";
import { type ContentRules, hashFile, lstatOrNull, modeOf } from "./fileContent.ts";
import { type IndexEntry, type IndexStat, SKIP_WORKTREE } from "./gitIndex.ts";
import type { ReadIndex } from "./indexFile.ts";
import type { Repository } from "./repository.ts";
import { SUBMODULE_MODE } from "./trees.ts";

export type DiskChange = "untracked" | "modified" | "deleted";

/** More untracked files than this are not looked for: something that should be ignored is not. */
const MAX_UNTRACKED = 20_000;

/** A file's time may be this much older than the moment it was written at. */
const CLOCK_STEP_NS = 20_000_000n;

interface Hashed {
  readonly identity: string;
  readonly oid: string;
}

/**
 * How the files on disk differ from the index. The first look is at everything; later ones only
 * at what is said to have changed, or at everything again when the index is another one.
 */
export class Worktree {
  readonly #repository: Repository;
  readonly #changes = new Map<string, DiskChange>();
  /** Content of files whose stat says nothing, so that each is read once. */
  readonly #hashed = new Map<string, Hashed>();
  #rules: ContentRules = { autocrlf: "false", fileMode: true };
  #index: ReadIndex | null = null;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** By path, in no order. @param changed paths that may differ by now; null looks at all. */
  look(index: ReadIndex, changed: readonly string[] | null): ReadonlyMap<string, DiskChange> {
    this.#rules = contentRules(this.#repository);
    const isWhole =
      changed === null ||
      this.#index === null ||
      changed.some((each) => path.posix.basename(each) === ".gitignore");
    const before = this.#index;
    this.#index = index;
    if (isWhole || before === null) this.#lookAtAll(index);
    else {
      for (const each of index === before ? [] : differing(before, index))
        this.#lookAt(index, each);
      for (const each of changed) this.#lookAt(index, each);
    }
    return this.#changes;
  }

  /** Whether the file on disk is exactly this version. */
  holds(file: string, entry: { readonly oid: string; readonly mode: number }): boolean {
    const absolute = path.join(this.#repository.root, file);
    const stats = lstatOrNull(absolute);
    if (stats === null) return false;
    const mode = modeOf(stats, this.#rules, entry.mode);
    return mode === entry.mode && this.#oidOf(file, stats, mode) === entry.oid;
  }

  #lookAtAll(index: ReadIndex): void {
    this.#changes.clear();
    this.#repository.exclusions.forget();
    for (const entry of index.byPath.values()) this.#check(index, entry);
    this.#findUntracked(index, "", trackedFolders(index));
  }

  #lookAt(index: ReadIndex, asked: string): void {
    const stats = lstatOrNull(path.join(this.#repository.root, asked));
    this.#changes.delete(asked);
    const entry = index.byPath.get(asked);
    if (entry !== undefined) this.#check(index, entry);
    const isFile = stats !== null && !stats.isDirectory();
    if (isFile) {
      if (entry === undefined && this.#isNew(index, asked)) this.#changes.set(asked, "untracked");
      if (entry !== undefined) return;
    }
    // A folder that came or went, or a file in its place: with all that is or was below.
    const below = `${asked}/`;
    for (const known of this.#changes.keys()) {
      if (known.startsWith(below)) this.#changes.delete(known);
    }
    for (const [tracked, each] of index.byPath) {
      if (tracked.startsWith(below)) this.#check(index, each);
    }
    if (stats?.isDirectory() === true && !this.#repository.exclusions.isBelowExcluded(asked)) {
      this.#findUntracked(index, asked, trackedFolders(index));
    }
  }

  #isNew(index: ReadIndex, file: string): boolean {
    if (index.conflicts.has(file) || !FilePath.safeParse(file).success) return false;
    return !file.split("/").includes(".git") && !this.#repository.exclusions.isBelowExcluded(file);
  }

  #check(index: ReadIndex, entry: IndexEntry): void {
    const change = this.#changeOf(index, entry);
    if (change === null) this.#changes.delete(entry.path);
    else this.#changes.set(entry.path, change);
  }

  #changeOf(index: ReadIndex, entry: IndexEntry): DiskChange | null {
    if (entry.mode === SUBMODULE_MODE || (entry.extended & SKIP_WORKTREE) !== 0) return null;
    if (entry.assumeValid) return null;
    const stats = lstatOrNull(path.join(this.#repository.root, entry.path));
    if (stats === null || stats.isDirectory()) return "deleted";
    const mode = modeOf(stats, this.#rules, entry.mode);
    if (mode === null) return "deleted";
    if (mode !== entry.mode) return "modified";
    // A file written in the same moment as the index may have changed without its stat telling.
    const isSettled = entry.stat.mtimeNs < index.writtenNs;
    if (isSettled && hasStat(entry.stat, stats)) return null;
    return this.#oidOf(entry.path, stats, mode) === entry.oid ? null : "modified";
  }

  #oidOf(file: string, stats: BigIntStats, mode: number): string {
    const identity = `${stats.ino}:${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}:${mode}:${this.#rules.autocrlf}`;
    const known = this.#hashed.get(file);
    if (known?.identity === identity) return known.oid;
    const nowNs = BigInt(Date.now()) * 1_000_000n;
    const oid = hashFile(path.join(this.#repository.root, file), mode, this.#rules);
    if (stats.mtimeNs + CLOCK_STEP_NS < nowNs) this.#hashed.set(file, { identity, oid });
    return oid;
  }

  #findUntracked(index: ReadIndex, folder: string, tracked: ReadonlySet<string>): void {
    for (const item of list(path.join(this.#repository.root, folder))) {
      const entry = folder === "" ? item.name : `${folder}/${item.name}`;
      if (item.name === ".git" || this.#changes.size > MAX_UNTRACKED + index.byPath.size) continue;
      if (item.isDirectory()) {
        if (this.#repository.exclusions.isExcluded(entry, true)) continue;
        // A repository inside this one has versions of its own.
        const isForeign =
          !tracked.has(entry) && existsSync(path.join(this.#repository.root, entry, ".git"));
        if (!isForeign) this.#findUntracked(index, entry, tracked);
      } else if ((item.isFile() || item.isSymbolicLink()) && !index.byPath.has(entry)) {
        if (index.conflicts.has(entry) || !FilePath.safeParse(entry).success) continue;
        if (this.#repository.exclusions.isExcluded(entry, false)) continue;
        this.#changes.set(entry, "untracked");
      }
    }
  }
}

export function contentRules(repository: Repository): ContentRules {
  const autocrlf = repository.setting("core.autocrlf")?.toLowerCase();
  return {
    autocrlf: autocrlf === "true" || autocrlf === "input" ? autocrlf : "false",
    fileMode:
      process.platform !== "win32" &&
      repository.setting("core.filemode")?.toLowerCase() !== "false",
  };
}

/** What the index keeps of a file's stat. */
export function indexStat(stats: BigIntStats): IndexStat {
  return {
    ctimeNs: stats.ctimeNs,
    mtimeNs: stats.mtimeNs,
    dev: Number(stats.dev & 0xffffffffn),
    ino: Number(stats.ino & 0xffffffffn),
    uid: Number(stats.uid),
    gid: Number(stats.gid),
    size: Number(stats.size & 0xffffffffn),
  };
}

function hasStat(known: IndexStat, stats: BigIntStats): boolean {
  return (
    known.mtimeNs === stats.mtimeNs &&
    known.ctimeNs === stats.ctimeNs &&
    known.size === Number(stats.size & 0xffffffffn) &&
    known.ino === Number(stats.ino & 0xffffffffn)
  );
}

/** Paths whose entry is another one, or came or went. */
function differing(before: ReadIndex, after: ReadIndex): readonly string[] {
  const paths: string[] = [];
  for (const [file, entry] of after.byPath) {
    const known = before.byPath.get(file);
    if (known?.oid !== entry.oid || known.mode !== entry.mode) paths.push(file);
  }
  for (const file of before.byPath.keys()) if (!after.byPath.has(file)) paths.push(file);
  for (const file of before.conflicts.keys()) if (!after.byPath.has(file)) paths.push(file);
  return paths;
}

function trackedFolders(index: ReadIndex): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const file of index.byPath.keys()) {
    let slash = file.lastIndexOf("/");
    while (slash !== -1 && !folders.has(file.slice(0, slash))) {
      folders.add(file.slice(0, slash));
      slash = file.lastIndexOf("/", slash - 1);
    }
  }
  return folders;
}

function list(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Gone meanwhile, or not ours to read: nothing to list in it.
    return [];
  }
}
