import { z } from "zod";
import path from "node:path";
import { FilePath } from "../../common/apps/filePath.ts";
import { problem } from "../../common/contracts/problem.ts";
import { KeptChanges } from "../../common/contracts/versions.ts";
import { lstatOrNull, modeOf, readForCommit } from "./fileContent.ts";
import { serializeCommit } from "./objectStore.ts";
import { replaceFiles } from "./replaceFiles.ts";
import type { Repository } from "./repository.ts";
import { replaceEntries } from "./staging.ts";
import { stagedChanges } from "./status.ts";
import { type TreeFile, writeTree } from "./trees.ts";
import { contentRules, type Worktree } from "./worktree.ts";

/** Names of what is kept; git neither pushes nor collects what they point at. */
const PREFIX = "refs/studio/kept/";
const MAX_KEPT = 100;
const STUDIO = { name: "OverSkill Studio", email: "studio@localhost" };

const Note = z.object({
  kind: KeptChanges.shape.kind,
  branch: z.string().nullable(),
  at: z.number(),
  /** Every path that was changed, also those whose change was to be deleted. */
  paths: z.array(FilePath),
});
type Note = z.infer<typeof Note>;

export interface Discarding {
  readonly paths: readonly string[] | null;
  /**
   * `unstaged` brings files back to what is staged; `all` to the last commit, staged changes and
   * new files included.
   */
  readonly scope: "unstaged" | "all";
  readonly kind: KeptChanges["kind"];
  readonly now: number;
}

/**
 * Takes changes off the disk. What stood there is kept first, so that it can be brought back.
 *
 * @returns null when there was nothing to take.
 */
export async function discardChanges(
  repository: Repository,
  worktree: Worktree,
  request: Discarding,
): Promise<KeptChanges | null> {
  const { branch, commit } = await repository.head();
  const head = await repository.treeOf(commit);
  const index = repository.index.read();
  const changed = new Set(worktree.look(index, null).keys());
  const isAll = request.scope === "all";
  if (isAll) {
    for (const file of stagedChanges(index, head).keys()) changed.add(file);
    for (const file of index.conflicts.keys()) changed.add(file);
  }
  const files = [...changed].filter((file) => request.paths?.includes(file) ?? true);
  if (files.length === 0) return null;
  const { kind, now } = request;
  const note: Note = { kind, branch, at: now, paths: files.map((file) => FilePath.parse(file)) };
  const id = await keep(repository, note, commit);
  const target = isAll ? head : index.byPath;
  const wanted = new Map(files.map((file) => [file, target.get(file) ?? null] as const));
  await repository.index.update(async (current) =>
    replaceEntries(current, await replaceFiles(repository, wanted)),
  );
  await forgetOldest(repository);
  return { id, ...note };
}

/** Newest first. */
export async function listKept(repository: Repository): Promise<readonly KeptChanges[]> {
  const kept: KeptChanges[] = [];
  for (const id of (await repository.refs.list(PREFIX)).values()) {
    const note = await noteOf(repository, id);
    if (note !== null) kept.push({ id, ...note });
  }
  return kept.toSorted((a, b) => b.at - a.at);
}

/**
 * Brings kept changes back. What the files hold by now is kept in turn, so this can be undone
 * as well.
 *
 * @throws `not-found`.
 */
export async function restoreKept(
  repository: Repository,
  worktree: Worktree,
  id: string,
  now: number,
): Promise<void> {
  const note = await noteOf(repository, id);
  if (note === null) throw notKept();
  const tree = await repository.treeOf(id);
  await discardChanges(repository, worktree, {
    paths: note.paths,
    scope: "unstaged",
    kind: "discarded",
    now,
  });
  const wanted = new Map<string, TreeFile | null>(
    note.paths.map((file) => [file, tree.get(file) ?? null]),
  );
  await replaceFiles(repository, wanted);
  await repository.refs.remove(PREFIX + id);
}

export async function forgetKept(repository: Repository, id: string): Promise<void> {
  if ((await repository.refs.resolve(PREFIX + id)) === null) throw notKept();
  await repository.refs.remove(PREFIX + id);
}

/** The kept version of a file, as a commit like any other. */
async function keep(repository: Repository, note: Note, parent: string | null): Promise<string> {
  const rules = contentRules(repository);
  const files = note.paths.flatMap((file) => {
    const absolute = path.join(repository.root, file);
    const stats = lstatOrNull(absolute);
    const mode = stats === null ? null : modeOf(stats, rules);
    if (mode === null) return [];
    // Durable: this is the only copy there will be.
    const oid = repository.objects.write("blob", readForCommit(absolute, mode, rules), true);
    return [{ path: file, mode, oid }];
  });
  // What is staged may be a third version: it stays reachable as the second parent.
  const staged = serializeCommit({
    tree: writeTree(repository.objects, repository.index.read().byPath.values()),
    parents: [],
    message: "Staged",
    author: STUDIO,
    now: note.at,
  });
  const bytes = serializeCommit({
    tree: writeTree(repository.objects, files),
    parents: [
      ...(parent === null ? [] : [parent]),
      repository.objects.write("commit", staged, true),
    ],
    message: JSON.stringify(note),
    author: STUDIO,
    now: note.at,
  });
  const id = repository.objects.write("commit", bytes, true);
  const update = { to: id, author: STUDIO, reason: note.kind, now: note.at };
  await repository.refs.write(PREFIX + id, update);
  return id;
}

async function noteOf(repository: Repository, id: string): Promise<Note | null> {
  if ((await repository.refs.resolve(PREFIX + id)) === null) return null;
  try {
    return Note.parse(JSON.parse((await repository.commit(id)).message));
  } catch {
    // Not written by Studio: nothing that can be brought back.
    return null;
  }
}

async function forgetOldest(repository: Repository): Promise<void> {
  const discarded = (await listKept(repository)).filter(({ kind }) => kind === "discarded");
  for (const { id } of discarded.slice(MAX_KEPT)) await repository.refs.remove(PREFIX + id);
}

function notKept(): Error {
  return problem("not-found", "These changes are not kept any more.");
}
