import { existsSync } from "node:fs";
import path from "node:path";
import { FilePath } from "../../common/apps/filePath.ts";
import {
  CommitId,
  MAX_LISTED_CHANGES,
  type ReadyRepository,
  type VersionChange,
} from "../../common/contracts/versions.ts";
import { byteKey } from "./gitIndex.ts";
import type { ReadIndex } from "./indexFile.ts";
import { remoteStatus } from "./remoteStatus.ts";
import { readOr, type Repository } from "./repository.ts";
import type { FlatTree } from "./trees.ts";
import type { DiskChange, Worktree } from "./worktree.ts";

type Staged = NonNullable<VersionChange["staged"]>;
type Conflict = NonNullable<VersionChange["conflict"]>;

/** What the index changes against the last commit. */
export function stagedChanges(index: ReadIndex, head: FlatTree): ReadonlyMap<string, Staged> {
  const changes = new Map<string, Staged>();
  for (const [file, { oid, mode }] of index.byPath) {
    const before = head.get(file);
    if (before === undefined) changes.set(file, "added");
    else if (before.oid !== oid || before.mode !== mode) changes.set(file, "modified");
  }
  for (const file of head.keys()) {
    if (!index.byPath.has(file) && !index.conflicts.has(file)) changes.set(file, "deleted");
  }
  return changes;
}

/** The repository as the person sees it. @param changed see {@link Worktree.look}. */
export async function readStatus(
  repository: Repository,
  worktree: Worktree,
  changed: readonly string[] | null,
): Promise<ReadyRepository> {
  const { branch, commit } = await repository.head();
  const index = repository.index.read();
  const head = await repository.treeOf(commit);
  const staged = stagedChanges(index, head);
  const onDisk = worktree.look(index, changed);
  const changes = joinChanges(index, staged, onDisk);
  return {
    kind: "ready",
    branch,
    commit: commit === null ? null : CommitId.parse(commit),
    message: commit === null ? "" : (await repository.commit(commit)).message,
    merging: mergingWith(repository),
    remote: await remoteStatus(repository, branch, commit),
    changes: changes.slice(0, MAX_LISTED_CHANGES),
    counts: {
      staged: staged.size,
      unstaged: onDisk.size,
      conflicts: index.conflicts.size,
    },
  };
}

/** What a merge that waits for its commit brings in, by the name it was begun with. */
function mergingWith(repository: Repository): string | null {
  if (!existsSync(path.join(repository.gitDir, "MERGE_HEAD"))) return null;
  const message = readOr(path.join(repository.gitDir, "MERGE_MSG"), "");
  return /^Merge (?:remote-tracking )?branch '([^']+)'/.exec(message)?.[1] ?? "another version";
}

function joinChanges(
  index: ReadIndex,
  staged: ReadonlyMap<string, Staged>,
  onDisk: ReadonlyMap<string, DiskChange>,
): VersionChange[] {
  const conflicts = [...index.conflicts].map(([file, sides]) =>
    change(file, null, null, conflictOf(sides)),
  );
  const files = new Set([...staged.keys(), ...onDisk.keys()]);
  const rest = [...files]
    .filter((file) => !index.conflicts.has(file))
    .map((file) => change(file, staged.get(file) ?? null, onDisk.get(file) ?? null, null));
  return [...conflicts.flat().toSorted(byPath), ...rest.flat().toSorted(byPath)];
}

function change(
  file: string,
  staged: Staged | null,
  unstaged: DiskChange | null,
  conflict: Conflict | null,
): readonly VersionChange[] {
  const parsed = FilePath.safeParse(file);
  // A repository may hold names that no path of an app may have; they are left as they are.
  return parsed.success ? [{ path: parsed.data, staged, unstaged, conflict }] : [];
}

function conflictOf(sides: ReadonlyMap<number, unknown>): Conflict {
  if (!sides.has(1)) return "both-added";
  if (!sides.has(2)) return "deleted-by-us";
  return sides.has(3) ? "both-modified" : "deleted-by-them";
}

function byPath(a: VersionChange, b: VersionChange): number {
  return byteKey(a.path) < byteKey(b.path) ? -1 : 1;
}
