import fs, { readdirSync, statSync } from "node:fs";
import path from "node:path";
import git from "isomorphic-git";
import { problem } from "../../common/contracts/problem.ts";
import { followRemote } from "./branches.ts";
import { setConfigValue } from "./configWriter.ts";
import { authentication, refuseOpenToken, toProgress } from "./exchange.ts";
import { exchangeProblem } from "./exchangeProblem.ts";
import type { IndexEntry } from "./gitIndex.ts";
import { gitHttp, tooLarge } from "./gitHttp.ts";
import { leavesFolder } from "./importedLinks.ts";
import type { ImportLimits, ImportProgress, ImportTask, Skipped } from "./importProtocol.ts";
import { initEmpty } from "./initRepository.ts";
import type { GitProgress } from "./protocol.ts";
import { replaceFiles } from "./replaceFiles.ts";
import { Repository } from "./repository.ts";
import { safePath } from "./safePath.ts";
import { replaceEntries } from "./staging.ts";
import { runSystemGit, systemGit } from "./systemGit.ts";
import { type FlatTree, LINK_MODE, type TreeFile } from "./trees.ts";

type CloneTask = Extract<ImportTask, { kind: "clone" }>;

export interface CloneContext {
  readonly limits: ImportLimits;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
}

const STUDIO = { name: "OverSkill Studio", email: "studio@localhost" };

/**
 * Clones into an empty folder. Only fetching is left to git; files are put in place by Studio,
 * which writes none outside the folder and makes no link that leads there.
 *
 * @throws as an exchange does, and `too-large`.
 */
export async function cloneRepository(
  target: string,
  task: CloneTask,
  context: CloneContext,
): Promise<readonly Skipped[]> {
  refuseOpenToken(task.url, task.token);
  initEmpty(target);
  const repository = new Repository(target);
  setConfigValue(repository, ["remote", "origin", "url"], task.url);
  setConfigValue(repository, ["remote", "origin", "fetch"], "+refs/heads/*:refs/remotes/origin/*");
  const branch = await fetchInto(repository, task, context);
  const to = await repository.refs.resolve(`refs/remotes/origin/${branch}`);
  if (to === null) {
    throw problem("not-found", `The repository has no branch ${branch}.`, {
      next: "Check the address.",
    });
  }
  const update = { to, author: STUDIO, reason: "clone", now: Date.now() };
  await repository.refs.write(`refs/heads/${branch}`, update);
  await repository.refs.putHeadAt(branch, update);
  followRemote(repository, branch, "origin");
  return checkOut(repository, to, context);
}

/** @returns the branch to begin with. */
async function fetchInto(
  repository: Repository,
  task: CloneTask,
  context: CloneContext,
): Promise<string> {
  const onProgress = ({ done, total }: GitProgress): void =>
    context.onProgress({ stage: "fetching", done, total, unit: "objects" });
  try {
    if (systemGit() !== null)
      return await fetchBySystem(repository, task, { ...context, onProgress });
    if (/^https?:/.test(task.url)) return await fetchBuiltIn(repository, task, context, onProgress);
  } catch (error) {
    throw exchangeProblem(error);
  }
  throw problem("not-found", "An ssh address needs git, which is not installed.", {
    next: "Install git, or use the https address.",
  });
}

async function fetchBySystem(
  { root, gitDir }: Repository,
  { url, branch, token, history }: CloneTask,
  {
    limits,
    signal,
    onProgress,
  }: Omit<CloneContext, "onProgress"> & {
    readonly onProgress: (progress: GitProgress) => void;
  },
): Promise<string> {
  const credentials = token === null || !/^https?:/.test(url) ? null : { url, token };
  const listed = await runSystemGit({
    cwd: root,
    args: ["ls-remote", "--symref", "--", "origin", "HEAD"],
    credentials,
    signal,
  });
  const wanted = branch ?? /^ref: refs\/heads\/(\S+)\s+HEAD$/m.exec(listed)?.[1] ?? "main";
  const depth = history ? [] : ["--depth=1"];
  const refs = history ? [] : [`+refs/heads/${wanted}:refs/remotes/origin/${wanted}`];
  const args = ["fetch", "--progress", "--no-auto-maintenance", ...depth, "--", "origin", ...refs];
  using limit = sizeLimit(path.join(gitDir, "objects/pack"), limits.fetched);
  try {
    const stop = AbortSignal.any([signal, limit.signal]);
    await runSystemGit({ cwd: root, args, credentials, signal: stop, onProgress });
  } catch (error) {
    throw limit.signal.aborted ? tooLarge(limits.fetched) : error;
  }
  return wanted;
}

const SIZE_CHECK_MS = 500;

/** Aborts when a folder has grown beyond a size. */
function sizeLimit(folder: string, max: number): Disposable & { readonly signal: AbortSignal } {
  const stop = new AbortController();
  const timer = setInterval(() => {
    const sizes = readdirSync(folder).map(
      (name) => statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0,
    );
    if (sizes.reduce((sum, size) => sum + size, 0) > max) stop.abort();
  }, SIZE_CHECK_MS);
  return { signal: stop.signal, [Symbol.dispose]: () => clearInterval(timer) };
}

async function fetchBuiltIn(
  { gitDir }: Repository,
  { branch, token, history }: CloneTask,
  { limits, signal }: CloneContext,
  onProgress: (progress: GitProgress) => void,
): Promise<string> {
  const fetched = await git.fetch({
    fs,
    http: gitHttp({ signal, maxBytes: limits.fetched }),
    gitdir: gitDir,
    remote: "origin",
    ...(branch === null ? {} : { ref: branch, remoteRef: branch }),
    ...(history ? {} : { depth: 1, singleBranch: true }),
    ...authentication(token),
    onProgress: (event) => onProgress(toProgress(event)),
  });
  return branch ?? fetched.defaultBranch?.replace(/^refs\/heads\//, "") ?? "main";
}

const WRITE_TURN = 500;

async function checkOut(
  repository: Repository,
  commit: string,
  { limits, onProgress }: CloneContext,
): Promise<readonly Skipped[]> {
  const tree = await repository.treeOf(commit);
  if (tree.size > limits.files) throw tooManyFiles(limits.files);
  for (const file of tree.keys()) safePath(file);
  const skipped = await linksOut(repository, tree);
  const left = new Set(skipped.map(({ path: file }) => file));
  const files = [...tree].filter(([file]) => !left.has(file));
  const budget = { bytes: limits.bytes };
  await repository.index.update(async (index) => {
    const placed = new Map<string, IndexEntry | null>();
    for (let at = 0; at < files.length; at += WRITE_TURN) {
      const turn = new Map<string, TreeFile | null>(files.slice(at, at + WRITE_TURN));
      for (const [file, entry] of await replaceFiles(repository, turn)) {
        placed.set(file, entry);
        budget.bytes -= entry?.stat.size ?? 0;
      }
      if (budget.bytes < 0) throw tooLarge(limits.bytes);
      const done = Math.min(files.length, at + WRITE_TURN);
      onProgress({ stage: "writing", done, total: files.length, unit: "files" });
    }
    return replaceEntries(index, placed);
  });
  return skipped;
}

async function linksOut(repository: Repository, tree: FlatTree): Promise<Skipped[]> {
  const skipped: Skipped[] = [];
  for (const [file, { mode, oid }] of tree) {
    if (mode !== LINK_MODE) continue;
    const { bytes } = await repository.objects.read(oid);
    if (leavesFolder(file, bytes.toString("utf8"))) {
      skipped.push({ path: file, reason: "It is a link out of the app's folder." });
    }
  }
  return skipped;
}

function tooManyFiles(limit: number): Error {
  return problem(
    "too-large",
    `The repository holds more than ${limit.toLocaleString("en")} files.`,
    {
      next: "Clone it with git itself, then open the folder.",
    },
  );
}
