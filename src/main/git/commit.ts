import { rmSync } from "node:fs";
import path from "node:path";
import { problem } from "../../common/contracts/problem.ts";
import { Author, CommitId } from "../../common/contracts/versions.ts";
import type { IndexEntry } from "./gitIndex.ts";
import { type CommitObject, type NewCommit, serializeCommit } from "./objectStore.ts";
import { readOr, type Repository } from "./repository.ts";
import { SUBMODULE_MODE, writeTree } from "./trees.ts";

export interface CommitRequest {
  readonly message: string;
  /** Replaces the last commit instead of following it. */
  readonly amend: boolean;
  /** Who commits where neither the repository nor the person's git settings say. */
  readonly author: Author | null;
  readonly now: number;
}

export type CommitOutcome =
  | { readonly kind: "committed"; readonly id: CommitId }
  /** Nobody knows the person's name and address yet. */
  | { readonly kind: "author-needed" };

/** Makes a commit of what is staged. @throws `conflict`, or `invalid-input` when nothing is staged. */
export async function commitStaged(
  repository: Repository,
  request: CommitRequest,
): Promise<CommitOutcome> {
  const author = authorOf(repository, request.author);
  if (author === null) return { kind: "author-needed" };
  const message = checkedMessage(request.message);
  const index = repository.index.read();
  if (index.conflicts.size > 0) throw unresolved(index.conflicts.size);
  const { branch, commit: head } = await repository.head();
  const last = head === null ? null : await lastCommit(repository, head);
  const ancestry = ancestryOf(repository, last, request.amend);
  const tree = writeTree(repository.objects, committed(index.byPath.values()));
  if (!request.amend && ancestry.parents.length < 2 && last?.tree === tree) throw nothingStaged();
  const { now } = request;
  const bytes = serializeCommit({ tree, ...ancestry, message, author, now });
  const id = repository.objects.write("commit", bytes, true);
  const verb = request.amend ? "commit (amend)" : last === null ? "commit (initial)" : "commit";
  const ref = branch === null ? "HEAD" : `refs/heads/${branch}`;
  await repository.refs.write(ref, { to: id, author, reason: `${verb}: ${message}`, now });
  endMerge(repository);
  return { kind: "committed", id: CommitId.parse(id) };
}

type LastCommit = CommitObject & { readonly id: string };

async function lastCommit(repository: Repository, id: string): Promise<LastCommit> {
  return { ...(await repository.commit(id)), id };
}

/** What the commit follows. An amended one keeps the parents, the author and the date it had. */
function ancestryOf(
  repository: Repository,
  last: LastCommit | null,
  isAmended: boolean,
): Pick<NewCommit, "parents" | "authored"> {
  if (isAmended) {
    if (last === null) throw problem("not-found", "There is no commit to amend.");
    return { parents: last.parents, authored: last.author };
  }
  return { parents: [...(last === null ? [] : [last.id]), ...mergeHeads(repository)] };
}

/** The repository's or the person's own name, else the one Studio was told. */
export function authorOf(repository: Repository, told: Author | null): Author | null {
  const own = Author.safeParse({
    name: repository.setting("user.name") ?? told?.name ?? "",
    email: repository.setting("user.email") ?? told?.email ?? "",
  });
  return own.success ? own.data : null;
}

export function checkedMessage(message: string): string {
  const trimmed = message.trim();
  if (trimmed !== "") return trimmed;
  throw problem("invalid-input", "A commit needs a message.", { next: "Say what changed." });
}

/** Submodules are committed as they are: by the commit they stand at. */
function committed(entries: Iterable<IndexEntry>): readonly IndexEntry[] {
  const intentToAdd = 0x2000;
  return [...entries].filter(
    ({ mode, extended }) => mode === SUBMODULE_MODE || (extended & intentToAdd) === 0,
  );
}

export function mergeHeads(repository: Repository): readonly string[] {
  const text = readOr(path.join(repository.gitDir, "MERGE_HEAD"), "");
  return text.split("\n").filter((line) => /^[0-9a-f]{40}$/.test(line));
}

export function endMerge(repository: Repository): void {
  for (const name of ["MERGE_HEAD", "MERGE_MSG", "MERGE_MODE"]) {
    rmSync(path.join(repository.gitDir, name), { force: true });
  }
}

function unresolved(count: number): Error {
  const what = count === 1 ? "A file is" : `${count} files are`;
  return problem("conflict", `${what} still in conflict.`, {
    next: "Resolve each file under Conflicts, then commit.",
  });
}

function nothingStaged(): Error {
  return problem("invalid-input", "Nothing is staged: the commit would be empty.", {
    next: "Stage the files that belong to it.",
  });
}
