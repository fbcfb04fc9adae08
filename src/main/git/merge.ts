import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { problem } from "../../common/contracts/problem.ts";
import type { Author, Resolution } from "../../common/contracts/versions.ts";
import { authorOf, endMerge, mergeHeads } from "./commit.ts";
import { isBinary } from "./fileContent.ts";
import type { IndexEntry } from "./gitIndex.ts";
import { mergeBases } from "./history.ts";
import { discardChanges } from "./keptChanges.ts";
import { mergeText } from "./mergeText.ts";
import { type ObjectStore, serializeCommit } from "./objectStore.ts";
import { replaceFiles } from "./replaceFiles.ts";
import { readOr, type Repository } from "./repository.ts";
import { newEntry, replaceEntries, stage } from "./staging.ts";
import { stagedChanges } from "./status.ts";
import { refuseInTheWay, switchTree } from "./switchTree.ts";
import { LINK_MODE, SUBMODULE_MODE, type TreeFile, writeTree } from "./trees.ts";
import type { Worktree } from "./worktree.ts";

export type MergeOutcome =
  | { readonly kind: "up-to-date" | "fast-forward" | "merged" }
  /** Files are in conflict; the merge waits for them and for a commit. */
  | { readonly kind: "conflicts"; readonly count: number }
  | { readonly kind: "author-needed" };

export interface MergeRequest {
  /** The commit to merge in, and what it is called. */
  readonly theirs: string;
  readonly name: string;
  readonly author: Author | null;
  readonly now: number;
}

/** One file that both sides changed: what stands on the disk, and each side for the index. */
interface Conflict {
  readonly onDisk: TreeFile | null;
  readonly sides: readonly (TreeFile | undefined)[];
}

interface MergedTrees {
  readonly files: ReadonlyMap<string, TreeFile>;
  readonly conflicts: ReadonlyMap<string, Conflict>;
}

/**
 * Merges a commit into the current branch. The person's own changes stay; where the merge would
 * touch them nothing at all is done.
 *
 * @throws `conflict` for changes in the way; `invalid-input` for histories Studio cannot merge.
 */
export async function mergeCommit(
  repository: Repository,
  worktree: Worktree,
  request: MergeRequest,
): Promise<MergeOutcome> {
  const { branch, commit: ours } = await repository.head();
  const { theirs, name, now } = request;
  const ref = branch === null ? "HEAD" : `refs/heads/${branch}`;
  const author = authorOf(repository, request.author);
  if (mergeHeads(repository).length > 0) throw alreadyMerging();
  if (ours === null) {
    await switchTree(repository, worktree, null, theirs);
    await repository.refs.write(ref, { to: theirs, author: author ?? NOBODY, reason: "pull", now });
    return { kind: "fast-forward" };
  }
  const bases = await mergeBases(repository, ours, theirs);
  if (bases.includes(theirs)) return { kind: "up-to-date" };
  if (bases.includes(ours)) {
    await switchTree(repository, worktree, ours, theirs);
    const reason = `merge ${name}: Fast-forward`;
    await repository.refs.write(ref, { to: theirs, author: author ?? NOBODY, reason, now });
    return { kind: "fast-forward" };
  }
  const [base] = bases;
  if (base === undefined || bases.length > 1) throw cannotMerge(bases.length);
  if (author === null) return { kind: "author-needed" };
  refuseStaged(stagedChanges(repository.index.read(), await repository.treeOf(ours)).size);
  const merged = await mergeTrees(repository, { base, ours, theirs, name });
  if (merged.conflicts.size > 0) {
    await leaveConflicts(repository, worktree, { ours, theirs, name, merged });
    return { kind: "conflicts", count: merged.conflicts.size };
  }
  const bytes = serializeCommit({
    tree: writeTree(repository.objects, filesOf(merged.files)),
    parents: [ours, theirs],
    message: mergeMessage(name),
    author,
    now,
  });
  const id = repository.objects.write("commit", bytes, true);
  await switchTree(repository, worktree, ours, id);
  await repository.refs.write(ref, { to: id, author, reason: `merge ${name}`, now });
  return { kind: "merged" };
}

const NOBODY: Author = { name: "OverSkill Studio", email: "studio@localhost" };

function mergeMessage(name: string): string {
  return name.includes("/") ? `Merge remote-tracking branch '${name}'` : `Merge branch '${name}'`;
}

function filesOf(files: ReadonlyMap<string, TreeFile>) {
  return [...files].map(([file, { oid, mode }]) => ({ path: file, oid, mode }));
}

async function mergeTrees(
  repository: Repository,
  from: { base: string; ours: string; theirs: string; name: string },
): Promise<MergedTrees> {
  const base = await repository.treeOf(from.base);
  const ours = await repository.treeOf(from.ours);
  const theirs = await repository.treeOf(from.theirs);
  const files = new Map<string, TreeFile>();
  const conflicts = new Map<string, Conflict>();
  for (const file of new Set([...ours.keys(), ...theirs.keys()])) {
    const sides = [base.get(file), ours.get(file), theirs.get(file)] as const;
    const merged = await mergeFile(repository.objects, sides, from.name);
    if (merged === null) continue;
    if ("sides" in merged) conflicts.set(file, merged);
    else files.set(file, merged);
  }
  refuseFolderConflicts(new Set([...files.keys(), ...conflicts.keys()]));
  return { files, conflicts };
}

type Sides = readonly [
  base: TreeFile | undefined,
  ours: TreeFile | undefined,
  theirs: TreeFile | undefined,
];

/** Null when the merged version has no such file. */
async function mergeFile(
  objects: ObjectStore,
  sides: Sides,
  name: string,
): Promise<TreeFile | Conflict | null> {
  const [base, ours, theirs] = sides;
  if (isSame(ours, theirs) || isSame(base, theirs)) return ours ?? null;
  if (isSame(base, ours)) return theirs ?? null;
  if (ours === undefined || theirs === undefined) return { onDisk: ours ?? theirs ?? null, sides };
  const content = sides.every(isPlain) ? await mergeContent(objects, sides, name) : null;
  if (content === null) return { onDisk: ours, sides };
  const mode = base?.mode === ours.mode ? theirs.mode : ours.mode;
  const merged = { oid: content.oid, mode };
  return content.conflicts === 0 ? merged : { onDisk: merged, sides };
}

/** Null for what is no text: it cannot be merged by lines. */
async function mergeContent(
  objects: ObjectStore,
  sides: Sides,
  name: string,
): Promise<{ readonly oid: string; readonly conflicts: number } | null> {
  const contents = await Promise.all(
    sides.map(async (side) =>
      side === undefined ? Buffer.alloc(0) : (await objects.read(side.oid)).bytes,
    ),
  );
  if (contents.some(isBinary)) return null;
  // As bytes: a text in any encoding comes out as it went in.
  const [base = "", ours = "", theirs = ""] = contents.map((each) => each.toString("latin1"));
  const merged = mergeText({ base, ours, theirs, ourName: "HEAD", theirName: name });
  const oid = objects.write("blob", Buffer.from(merged.text, "latin1"));
  return { oid, conflicts: merged.conflicts };
}

function isSame(a: TreeFile | undefined, b: TreeFile | undefined): boolean {
  return a?.oid === b?.oid && a?.mode === b?.mode;
}

function isPlain(side: TreeFile | undefined): boolean {
  return side?.mode !== LINK_MODE && side?.mode !== SUBMODULE_MODE;
}

async function leaveConflicts(
  repository: Repository,
  worktree: Worktree,
  from: { ours: string; theirs: string; name: string; merged: MergedTrees },
): Promise<void> {
  const { files, conflicts } = from.merged;
  const before = await repository.treeOf(from.ours);
  const wanted = new Map<string, TreeFile | null>();
  for (const [file, target] of files)
    if (!isSame(before.get(file), target)) wanted.set(file, target);
  for (const [file, { onDisk }] of conflicts) wanted.set(file, onDisk);
  for (const file of before.keys()) {
    if (!files.has(file) && !conflicts.has(file)) wanted.set(file, null);
  }
  await repository.index.update(async (index) => {
    refuseInTheWay({ repository, worktree, index, before }, wanted);
    const placed = await replaceFiles(repository, wanted);
    return [
      ...replaceEntries(index, placed).filter(({ path: file }) => !conflicts.has(file)),
      ...[...conflicts].flatMap(([file, conflict]) => stagedSides(file, conflict)),
    ];
  });
  const write = (name: string, text: string): void =>
    writeFileSync(path.join(repository.gitDir, name), text);
  const names = [...conflicts.keys()].map((file) => `#\t${file}\n`).join("");
  write("MERGE_MSG", `${mergeMessage(from.name)}\n\n# Conflicts:\n${names}`);
  write("MERGE_MODE", "");
  write("MERGE_HEAD", `${from.theirs}\n`);
}

function stagedSides(file: string, { sides }: Conflict): readonly IndexEntry[] {
  return sides.flatMap((side, i) =>
    side === undefined ? [] : [{ ...newEntry(file, side), stage: i + 1 }],
  );
}

/** Settles one file of a conflict. @throws `conflict` while it still holds markers. */
export async function resolveConflict(
  repository: Repository,
  worktree: Worktree,
  file: string,
  how: Resolution,
): Promise<void> {
  const sides = repository.index.read().conflicts.get(file);
  if (sides === undefined) throw problem("not-found", `${file} is not in conflict.`);
  if (how === "done") {
    const text = readOr(path.join(repository.root, file), "");
    if (/^<{7} /m.test(text) && /^>{7} /m.test(text)) throw stillMarked(file);
    return stage(repository, worktree, [file]);
  }
  const side = sides.get(how === "ours" ? 2 : 3) ?? null;
  await repository.index.update(async (index) =>
    replaceEntries(index, await replaceFiles(repository, new Map([[file, side]]))),
  );
}

/** Goes back to before the merge. What was done since is kept and can be brought back. */
export async function abortMerge(
  repository: Repository,
  worktree: Worktree,
  now: number,
): Promise<void> {
  const head = await repository.treeOf((await repository.head()).commit);
  const index = repository.index.read();
  const paths = [...stagedChanges(index, head).keys(), ...index.conflicts.keys()];
  await discardChanges(repository, worktree, { paths, scope: "all", kind: "discarded", now });
  rmSync(path.join(repository.gitDir, "AUTO_MERGE"), { force: true });
  endMerge(repository);
}

/** A name that is a file on one side and a folder on the other. */
function refuseFolderConflicts(files: ReadonlySet<string>): void {
  for (const file of files) {
    for (let slash = file.indexOf("/"); slash !== -1; slash = file.indexOf("/", slash + 1)) {
      const folder = file.slice(0, slash);
      if (!files.has(folder)) continue;
      throw problem("invalid-input", `${folder} is a file on one side and a folder on the other.`, {
        next: "Rename one of them first, or merge with git itself.",
      });
    }
  }
}

function refuseStaged(count: number): void {
  if (count === 0) return;
  throw problem("conflict", "There are staged changes, and a merge makes a commit of its own.", {
    next: "Commit or unstage them first.",
  });
}

function alreadyMerging(): Error {
  return problem("conflict", "A merge is under way already.", {
    next: "Commit it, or end it.",
  });
}

function cannotMerge(bases: number): Error {
  const why =
    bases === 0
      ? "The two histories have no commit in common."
      : "The two histories were merged into each other before, which Studio cannot merge again.";
  return problem("invalid-input", why, { next: "Merge them with git itself." });
}

function stillMarked(file: string): Error {
  return problem("conflict", `${file} still holds conflict markers.`, {
    next: "Keep the lines that should stay, save, and mark it as resolved again.",
  });
}
