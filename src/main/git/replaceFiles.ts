import { randomBytes } from "node:crypto";
import {
  lstatSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { stagedName } from "../../common/apps/stagedName.ts";
import { contentForDisk, type ContentRules, lstatOrNull } from "./fileContent.ts";
import type { IndexEntry } from "./gitIndex.ts";
import { inTheWay, RealFolders } from "./realFolders.ts";
import type { Repository } from "./repository.ts";
import { safePath } from "./safePath.ts";
import { newEntry } from "./staging.ts";
import { EXECUTABLE_MODE, LINK_MODE, SUBMODULE_MODE, type TreeFile } from "./trees.ts";
import { contentRules, indexStat } from "./worktree.ts";

/** What is to stand at each path; null for nothing. */
export type Replacement = ReadonlyMap<string, TreeFile | null>;

/**
 * Puts files of a version on the disk. Whether that may be done was checked before: what stood
 * there is overwritten. Nothing is written through a link.
 *
 * @returns the index's entries of what was written; null for what was removed.
 * @throws `outside-app` before anything is changed.
 */
export async function replaceFiles(
  repository: Repository,
  wanted: Replacement,
): Promise<ReadonlyMap<string, IndexEntry | null>> {
  for (const file of wanted.keys()) safePath(file);
  const placed = new Map<string, IndexEntry | null>();
  const placer = { folders: new RealFolders(repository.root), rules: contentRules(repository) };
  for (const [file, target] of wanted) {
    if (target !== null) continue;
    removeFile(repository.root, file);
    placed.set(file, null);
  }
  for (const [file, target] of wanted) {
    if (target !== null) placed.set(file, await writeVersion(repository, placer, file, target));
  }
  return placed;
}

/** Removes a file and the folders that it leaves empty. */
function removeFile(root: string, file: string): void {
  if (!isReachedWithoutLinks(root, file)) return;
  const absolute = path.join(root, file);
  if (lstatOrNull(absolute)?.isDirectory() === true) return;
  rmSync(absolute, { force: true });
  for (let folder = path.dirname(file); folder !== "."; folder = path.dirname(folder)) {
    try {
      rmdirSync(path.join(root, folder));
    } catch {
      // It still holds something.
      return;
    }
  }
}

function isReachedWithoutLinks(root: string, file: string): boolean {
  const names = path.dirname(file).split("/");
  return names.every((_, i) => {
    const stats = lstatOrNull(path.join(root, ...names.slice(0, i + 1)));
    return stats?.isDirectory() === true;
  });
}

async function writeVersion(
  repository: Repository,
  { folders, rules }: { readonly folders: RealFolders; readonly rules: ContentRules },
  file: string,
  target: TreeFile,
): Promise<IndexEntry> {
  const absolute = path.join(repository.root, file);
  folders.make(path.posix.dirname(file));
  if (target.mode === SUBMODULE_MODE) {
    folders.make(file);
    return newEntry(file, target);
  }
  const { bytes } = await repository.objects.read(target.oid);
  clearPlace(absolute, file);
  putInPlace(absolute, (staged) => {
    if (target.mode === LINK_MODE) return symlinkSync(bytes.toString("utf8"), staged);
    const mode = target.mode === EXECUTABLE_MODE ? 0o777 : 0o666;
    writeFileSync(staged, contentForDisk(bytes, rules), { flag: "wx", mode });
  });
  return newEntry(file, target, indexStat(lstatSync(absolute, { bigint: true })));
}

/**
 * Made beside its place and moved there: whoever reads meanwhile gets one version or the other, and
 * a link that stood there is replaced, never written through.
 */
function putInPlace(absolute: string, make: (staged: string) => void): void {
  const staged = path.join(path.dirname(absolute), stagedName(randomBytes(8).toString("hex")));
  try {
    make(staged);
    renameSync(staged, absolute);
  } catch (error) {
    rmSync(staged, { force: true });
    throw error;
  }
}

/** Only empty folders are left where a file is to be: what they held was checked and removed. */
function clearPlace(absolute: string, file: string): void {
  if (lstatOrNull(absolute)?.isDirectory() !== true) return;
  try {
    removeEmptyFolders(absolute);
  } catch {
    throw inTheWay(file);
  }
}

/** Throws at the first file. */
function removeEmptyFolders(folder: string): void {
  for (const name of readdirSync(folder)) removeEmptyFolders(path.join(folder, name));
  rmdirSync(folder);
}
