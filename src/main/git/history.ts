import { CommitId, type Commit, type LogPage } from "../../common/contracts/versions.ts";
import type { CommitObject } from "./objectStore.ts";
import type { Repository } from "./repository.ts";
import { entryAt } from "./trees.ts";

/** Far more than a count in a chip means anything for. */
const MAX_COUNTED = 20_000;

const OURS = 1;
const THEIRS = 2;
const BOTH = 3;

/** Commits waiting to be walked, newest first. */
class Queue {
  readonly #ids: { readonly id: string; readonly at: number }[] = [];

  push(id: string, at: number): void {
    let low = 0;
    let high = this.#ids.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ids[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    this.#ids.splice(low, 0, { id, at });
  }

  pop(): string | undefined {
    return this.#ids.pop()?.id;
  }

  some(test: (id: string) => boolean): boolean {
    return this.#ids.some(({ id }) => test(id));
  }
}

/** How many commits each of two has that the other has not. */
export async function aheadBehind(
  repository: Repository,
  ours: string,
  theirs: string,
): Promise<{ readonly ahead: number; readonly behind: number }> {
  if (ours === theirs) return { ahead: 0, behind: 0 };
  const sides = await paint(repository, ours, theirs);
  const count = (side: number): number =>
    [...sides.values()].filter((reached) => reached === side).length;
  return { ahead: count(OURS), behind: count(THEIRS) };
}

/**
 * Marks the commits that each of two reaches, down to where the rest is common to both. Commits
 * with wrong dates can be marked late; a mark that grows is passed on again.
 */
async function paint(
  repository: Repository,
  ours: string,
  theirs: string,
): Promise<ReadonlyMap<string, number>> {
  const sides = new Map<string, number>();
  const queue = new Queue();
  const mark = async (id: string, side: number): Promise<void> => {
    const known = sides.get(id) ?? 0;
    if ((known | side) === known) return;
    sides.set(id, known | side);
    queue.push(id, (await commitOrNull(repository, id))?.author.at ?? 0);
  };
  await mark(ours, OURS);
  await mark(theirs, THEIRS);
  while (sides.size < MAX_COUNTED && queue.some((id) => sides.get(id) !== BOTH)) {
    const id = queue.pop();
    if (id === undefined) break;
    const side = sides.get(id) ?? 0;
    const commit = await commitOrNull(repository, id);
    for (const parent of commit?.parents ?? []) await mark(parent, side);
  }
  return sides;
}

/** The newest commits that both reach and no other common one comes after. */
export async function mergeBases(
  repository: Repository,
  ours: string,
  theirs: string,
): Promise<readonly string[]> {
  const sides = await paint(repository, ours, theirs);
  const common = [...sides].filter(([, side]) => side === BOTH).map(([id]) => id);
  const reachable = new Set<string>();
  for (const id of common) {
    for (const parent of (await commitOrNull(repository, id))?.parents ?? []) reachable.add(parent);
  }
  return common.filter((id) => !reachable.has(id));
}

/** Null where the history is cut, as after a clone of the newest commits only. */
async function commitOrNull(repository: Repository, id: string): Promise<CommitObject | null> {
  return repository.commit(id).catch(() => null);
}

export interface LogQuery {
  /** Where to begin: a commit or HEAD's when null. */
  readonly from: string | null;
  /** Only commits that changed this file or folder. */
  readonly path: string | null;
  readonly skip: number;
  readonly limit: number;
}

/** Commits from the newest on. */
export async function readLog(repository: Repository, query: LogQuery): Promise<LogPage> {
  const start = query.from ?? (await repository.head()).commit;
  if (start === null) return { commits: [], next: null };
  const refs = await refsByCommit(repository);
  const commits: Commit[] = [];
  let seen = 0;
  for await (const id of walk(repository, start)) {
    if (query.path !== null && !(await touches(repository, id, query.path))) continue;
    seen += 1;
    if (seen <= query.skip) continue;
    if (commits.length === query.limit) return { commits, next: query.skip + query.limit };
    commits.push(toContract(id, await repository.commit(id), refs.get(id) ?? []));
  }
  return { commits, next: null };
}

async function* walk(repository: Repository, start: string): AsyncGenerator<string> {
  const queue = new Queue();
  const seen = new Set([start]);
  queue.push(start, 0);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    yield id;
    const { parents } = await repository.commit(id);
    for (const parent of parents) {
      const commit = seen.has(parent) ? null : await commitOrNull(repository, parent);
      if (commit === null) continue;
      seen.add(parent);
      queue.push(parent, commit.author.at);
    }
  }
}

/** Against each parent: a merge that took one side as it was did nothing to the file itself. */
async function touches(repository: Repository, id: string, file: string): Promise<boolean> {
  const { tree, parents } = await repository.commit(id);
  const own = (await entryAt(repository.objects, tree, file))?.oid;
  if (parents.length === 0) return own !== undefined;
  for (const parent of parents) {
    const commit = await commitOrNull(repository, parent);
    const before =
      commit === null ? undefined : await entryAt(repository.objects, commit.tree, file);
    if ((before?.oid ?? undefined) === own) return false;
  }
  return true;
}

async function refsByCommit(repository: Repository): Promise<ReadonlyMap<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const prefix of ["refs/heads/", "refs/remotes/", "refs/tags/"]) {
    for (const [name, id] of await repository.refs.list(prefix)) {
      found.set(id, [...(found.get(id) ?? []), name.slice(prefix.length)]);
    }
  }
  return found;
}

function toContract(id: string, commit: CommitObject, refs: readonly string[]): Commit {
  const { name, email, at } = commit.author;
  return {
    id: CommitId.parse(id),
    parents: commit.parents.map((parent) => CommitId.parse(parent)),
    message: commit.message,
    author: { name, email },
    at,
    refs: [...refs],
  };
}
