import { problem } from "../../common/contracts/problem.ts";
import type { Author, Branch, BranchName } from "../../common/contracts/versions.ts";
import { CommitId } from "../../common/contracts/versions.ts";
import { setConfigValue } from "./configWriter.ts";
import { configValue } from "./gitConfigFile.ts";
import { aheadBehind } from "./history.ts";
import { remoteOf } from "./remoteStatus.ts";
import type { Repository } from "./repository.ts";
import { switchTree } from "./switchTree.ts";
import type { Worktree } from "./worktree.ts";

/** For the reflog, where nobody has said who they are. */
const SOMEBODY: Author = { name: "OverSkill Studio", email: "studio@localhost" };

/** Local branches first, each newest first. */
export async function listBranches(repository: Repository): Promise<readonly Branch[]> {
  const head = await repository.head();
  const local = await repository.refs.list("refs/heads/");
  const found: Branch[] = [];
  for (const [ref, id] of local) {
    const name = ref.slice("refs/heads/".length);
    found.push(await branch(repository, { name, id, remote: null, current: name === head.branch }));
  }
  if (head.branch !== null && !local.has(`refs/heads/${head.branch}`)) {
    const name = head.branch;
    found.push({ name, current: true, commit: null, subject: "", at: 0, remote: null });
  }
  for (const [ref, id] of await repository.refs.list("refs/remotes/")) {
    const [remote = "", ...rest] = ref.slice("refs/remotes/".length).split("/");
    const name = rest.join("/");
    if (name === "HEAD") continue;
    found.push(await branch(repository, { name, id, remote, current: false }));
  }
  const rank = ({ remote, at }: Branch): number => (remote === null ? 0 : -1e15) + at;
  return found.toSorted((a, b) => rank(b) - rank(a));
}

async function branch(
  repository: Repository,
  from: { name: string; id: string; remote: string | null; current: boolean },
): Promise<Branch> {
  const { message, author } = await repository.commit(from.id);
  const [subject = ""] = message.split("\n");
  const { name, remote, current, id } = from;
  return { name, current, commit: CommitId.parse(id), subject, at: author.at, remote };
}

/** Makes a branch at HEAD or at a commit, without switching to it. @throws `already-exists`. */
export async function createBranch(
  repository: Repository,
  name: BranchName,
  at: string | null,
): Promise<void> {
  await refuseTaken(repository, name);
  const to = at ?? (await repository.head()).commit;
  if (to === null) throw noCommit();
  const reason = "branch: Created from Studio";
  const update = { to, author: SOMEBODY, reason, now: Date.now() };
  await repository.refs.write(`refs/heads/${name}`, update);
}

/**
 * Switches to a branch; one that only a remote has is made here and follows it.
 *
 * @throws `conflict` when the person's changes would be overwritten, `not-found`.
 */
export async function switchBranch(
  repository: Repository,
  worktree: Worktree,
  name: string,
): Promise<void> {
  const head = await repository.head();
  if (head.branch === name) return;
  const to =
    (await repository.refs.resolve(`refs/heads/${name}`)) ?? (await adopt(repository, name));
  await switchTree(repository, worktree, head.commit, to);
  const reason = `checkout: moving from ${head.branch ?? head.commit ?? "nothing"} to ${name}`;
  await repository.refs.putHeadAt(name, { to, author: SOMEBODY, reason, now: Date.now() });
}

/** Makes a local branch of one that a remote has. */
async function adopt(repository: Repository, name: string): Promise<string> {
  const remotes = await repository.refs.list("refs/remotes/");
  const found = [...remotes].find(([ref]) => ref.split("/").slice(3).join("/") === name);
  if (found === undefined) throw problem("not-found", `There is no branch ${name}.`);
  const [ref, to] = found;
  const reason = `branch: Created from ${ref}`;
  await repository.refs.write(`refs/heads/${name}`, {
    to,
    author: SOMEBODY,
    reason,
    now: Date.now(),
  });
  followRemote(repository, name, ref.split("/")[2] ?? "origin");
  return to;
}

export function followRemote(repository: Repository, name: string, remote: string): void {
  setConfigValue(repository, ["branch", name, "remote"], remote);
  setConfigValue(repository, ["branch", name, "merge"], `refs/heads/${name}`);
}

export async function renameBranch(
  repository: Repository,
  from: string,
  to: BranchName,
): Promise<void> {
  if (from === to) return;
  await refuseTaken(repository, to, from);
  const head = await repository.head();
  const id = await repository.refs.resolve(`refs/heads/${from}`);
  if (id === null && head.branch !== from)
    throw problem("not-found", `There is no branch ${from}.`);
  const update = { author: SOMEBODY, reason: `branch: renamed ${from} to ${to}`, now: Date.now() };
  if (id !== null) {
    // First away: `a` and `a/b` cannot both be there.
    await repository.refs.remove(`refs/heads/${from}`);
    await repository.refs.write(`refs/heads/${to}`, { ...update, to: id });
  }
  if (head.branch === from) await repository.refs.putHeadAt(to, null);
  const config = repository.config();
  for (const key of ["remote", "merge"] as const) {
    const value = configValue(config, `branch.${from}.${key}`);
    if (value === null) continue;
    setConfigValue(repository, ["branch", to, key], value);
    setConfigValue(repository, ["branch", from, key], null);
  }
}

/**
 * Deletes a local branch.
 *
 * @param force also when its commits are on no other branch.
 * @returns where it was, to make it again.
 * @throws `conflict` when commits would be lost and it is not forced, `protected` for the current.
 */
export async function deleteBranch(
  repository: Repository,
  name: string,
  force: boolean,
): Promise<CommitId> {
  const head = await repository.head();
  if (head.branch === name) {
    throw problem("protected", `${name} is the branch you are on.`, {
      next: "Switch to another branch first.",
    });
  }
  const id = await repository.refs.resolve(`refs/heads/${name}`);
  if (id === null) throw problem("not-found", `There is no branch ${name}.`);
  if (!force && !(await isKeptElsewhere(repository, name, id))) {
    throw problem("conflict", `${name} has commits that no other branch has.`, {
      next: "Merge it first, or delete it with its commits.",
    });
  }
  await repository.refs.remove(`refs/heads/${name}`);
  return CommitId.parse(id);
}

async function isKeptElsewhere(repository: Repository, name: string, id: string): Promise<boolean> {
  const local = await repository.refs.list("refs/heads/");
  const remote = await repository.refs.list("refs/remotes/");
  for (const [ref, other] of [...local, ...remote]) {
    if (ref === `refs/heads/${name}`) continue;
    if ((await aheadBehind(repository, id, other)).ahead === 0) return true;
  }
  return false;
}

async function refuseTaken(
  repository: Repository,
  name: string,
  leaving: string | null = null,
): Promise<void> {
  for (const ref of (await repository.refs.list("refs/heads/")).keys()) {
    const taken = ref.slice("refs/heads/".length);
    if (taken === leaving) continue;
    if (taken === name) throw problem("already-exists", `There is a branch ${name} already.`);
    // Git keeps branches as files: one cannot be the folder of another.
    if (taken.startsWith(`${name}/`) || name.startsWith(`${taken}/`)) {
      throw problem("already-exists", `${name} cannot be beside the branch ${taken}.`, {
        next: "Choose another name.",
      });
    }
  }
}

function noCommit(): Error {
  return problem("not-found", "There is no commit to branch from yet.", {
    next: "Make the first commit.",
  });
}

/** The remote and its branch for an exchange. @throws `not-found` without a remote. */
export function exchangePartner(repository: Repository, branch: string | null): string {
  const remote = remoteOf(repository.config(), branch);
  if (remote !== null) return remote;
  throw problem("not-found", "This app has no remote repository yet.", {
    next: "Enter its address first.",
  });
}
