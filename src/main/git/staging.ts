import path from "node:path";
import { problem } from "../../common/contracts/problem.ts";
import { type ContentRules, lstatOrNull, modeOf, readForCommit } from "./fileContent.ts";
import { type IndexEntry, NO_STAT } from "./gitIndex.ts";
import type { ReadIndex } from "./indexFile.ts";
import type { Repository } from "./repository.ts";
import type { FlatTree } from "./trees.ts";
import { contentRules, indexStat, type Worktree } from "./worktree.ts";

/** Takes files as they are on disk into the next commit. @param paths null stages all changes. */
export async function stage(
  repository: Repository,
  worktree: Worktree,
  paths: readonly string[] | null,
): Promise<void> {
  await repository.index.update((index) => {
    const files = paths ?? [...worktree.look(index, null).keys(), ...index.conflicts.keys()];
    const fresh = new Map<string, IndexEntry | null>();
    const rules = contentRules(repository);
    for (const file of files) fresh.set(file, entryFromDisk(repository, rules, index, file));
    return replaceEntries(index, fresh);
  });
}

/** Takes files out of the next commit; what is on disk stays. @param paths null unstages all. */
export async function unstage(
  repository: Repository,
  paths: readonly string[] | null,
): Promise<void> {
  const head = await repository.treeOf((await repository.head()).commit);
  await repository.index.update((index) => {
    const files = paths ?? [...new Set([...index.byPath.keys(), ...head.keys()])];
    const fresh = new Map<string, IndexEntry | null>();
    for (const file of files) {
      if (!index.conflicts.has(file)) fresh.set(file, entryFromTree(index, head, file));
    }
    return replaceEntries(index, fresh);
  });
}

/** The file as it is on disk, its content kept in the repository; null when it is gone. */
function entryFromDisk(
  repository: Repository,
  rules: ContentRules,
  index: ReadIndex,
  file: string,
): IndexEntry | null {
  const absolute = path.join(repository.root, file);
  const stats = lstatOrNull(absolute);
  const mode = stats === null ? null : modeOf(stats, rules, index.byPath.get(file)?.mode);
  if (stats === null || mode === null) return null;
  if (stats.size > MAX_BLOB) {
    throw problem("too-large", `${file} is larger than a commit should hold.`, {
      next: "Add it to .gitignore, or keep it with Git LFS.",
    });
  }
  const oid = repository.objects.write("blob", readForCommit(absolute, mode, rules));
  return newEntry(file, { oid, mode }, indexStat(stats));
}

const MAX_BLOB = 500_000_000n;

export function newEntry(
  file: string,
  { oid, mode }: { readonly oid: string; readonly mode: number },
  stat = NO_STAT,
): IndexEntry {
  return { path: file, oid, mode, stage: 0, stat, assumeValid: false, extended: 0 };
}

function entryFromTree(index: ReadIndex, head: FlatTree, file: string): IndexEntry | null {
  const committed = head.get(file);
  if (committed === undefined) return null;
  const known = index.byPath.get(file);
  if (known?.oid === committed.oid && known.mode === committed.mode) return known;
  return newEntry(file, committed);
}

/** All entries, with these paths as given (null: without them) and out of conflict. */
export function replaceEntries(
  index: ReadIndex,
  fresh: ReadonlyMap<string, IndexEntry | null>,
): readonly IndexEntry[] {
  const kept = index.entries.filter(({ path: file }) => !fresh.has(file));
  return [...kept, ...[...fresh.values()].filter((entry) => entry !== null)];
}
