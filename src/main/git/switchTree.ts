import { readdirSync } from "node:fs";
import path from "node:path";
import { problem } from "../../common/contracts/problem.ts";
import { lstatOrNull } from "./fileContent.ts";
import type { ReadIndex } from "./indexFile.ts";
import { replaceFiles } from "./replaceFiles.ts";
import type { Repository } from "./repository.ts";
import { replaceEntries } from "./staging.ts";
import type { FlatTree, TreeFile } from "./trees.ts";
import type { Worktree } from "./worktree.ts";

/** What has to change to come from one version to another. */
function differences(from: FlatTree, to: FlatTree): Map<string, TreeFile | null> {
  const wanted = new Map<string, TreeFile | null>();
  for (const [file, target] of to) {
    const before = from.get(file);
    if (before?.oid !== target.oid || before.mode !== target.mode) wanted.set(file, target);
  }
  for (const file of from.keys()) if (!to.has(file)) wanted.set(file, null);
  return wanted;
}

/**
 * Brings the disk and the index from one version to another. Changes of the person stay; where
 * both versions differ in a file that has some, nothing at all is done.
 *
 * @throws `conflict` with the files that are in the way.
 */
export async function switchTree(
  repository: Repository,
  worktree: Worktree,
  from: string | null,
  to: string,
): Promise<void> {
  const [before, after] = [await repository.treeOf(from), await repository.treeOf(to)];
  await repository.index.update(async (index) => {
    if (index.conflicts.size > 0) throw merging();
    const wanted = differences(before, after);
    refuseInTheWay({ repository, worktree, index, before }, wanted);
    return replaceEntries(index, await replaceFiles(repository, wanted));
  });
}

interface Scene {
  readonly repository: Repository;
  readonly worktree: Worktree;
  readonly index: ReadIndex;
  readonly before: FlatTree;
}

/** @throws `conflict` when a change of the person would be overwritten. */
export function refuseInTheWay(scene: Scene, wanted: ReadonlyMap<string, TreeFile | null>): void {
  const blocked = inTheWay(scene, wanted);
  if (blocked.length > 0) throw blockedBy(blocked.toSorted());
}

/** Files whose version here exists nowhere else, and which would be overwritten. */
function inTheWay(scene: Scene, wanted: ReadonlyMap<string, TreeFile | null>): readonly string[] {
  const { worktree, index, before } = scene;
  const changed = worktree.look(index, null);
  return [...wanted].flatMap(([file, target]) => {
    const staged = index.byPath.get(file);
    const committed = before.get(file);
    const isTouched = changed.has(file);
    if (staged !== undefined && staged.oid === target?.oid && !isTouched) return [];
    if (!isSameFile(staged, committed)) return [file];
    if (staged !== undefined) return isTouched && !isAlready(scene, file, target) ? [file] : [];
    return target === null ? [] : occupants(scene, wanted, file, target);
  });
}

function isSameFile(a: TreeFile | undefined, b: TreeFile | undefined): boolean {
  return a?.oid === b?.oid && a?.mode === b?.mode;
}

function isAlready(
  { worktree, repository }: Scene,
  file: string,
  target: TreeFile | null,
): boolean {
  if (target !== null) return worktree.holds(file, target);
  return lstatOrNull(path.join(repository.root, file)) === null;
}

/** What stands, untracked, where a new file or a folder on the way to it has to be. */
function occupants(
  { repository, worktree }: Scene,
  wanted: ReadonlyMap<string, TreeFile | null>,
  file: string,
  target: TreeFile,
): readonly string[] {
  const names = file.split("/");
  for (let i = 1; i < names.length; i++) {
    const folder = names.slice(0, i).join("/");
    const stats = lstatOrNull(path.join(repository.root, folder));
    if (stats === null) return [];
    if (!stats.isDirectory()) return wanted.get(folder) === null ? [] : [folder];
  }
  const stats = lstatOrNull(path.join(repository.root, file));
  if (stats === null || worktree.holds(file, target)) return [];
  if (!stats.isDirectory()) return [file];
  // A folder whose files all go makes room; anything else in it stays, and is in the way.
  return filesBelow(repository.root, file).filter((each) => wanted.get(each) !== null);
}

function filesBelow(root: string, folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((item) => !item.isDirectory())
    .map((item) => path.relative(root, path.join(item.parentPath, item.name)))
    .map((file) => file.replaceAll(path.sep, "/"));
}

const NAMED = 8;

function blockedBy(files: readonly string[]): Error {
  const named = files.slice(0, NAMED).join(", ");
  const rest = files.length > NAMED ? ` and ${files.length - NAMED} more` : "";
  return problem("conflict", `Your changes would be overwritten: ${named}${rest}.`, {
    next: "Commit them, or put them aside.",
    details: files.join("\n"),
  });
}

function merging(): Error {
  return problem("conflict", "A merge has conflicts that are not resolved.", {
    next: "Resolve them and commit, or end the merge.",
  });
}
