import fs from "node:fs";
import git, { type AuthCallback } from "isomorphic-git";
import { problem } from "../../common/contracts/problem.ts";
import { exchangePartner, followRemote } from "./branches.ts";
import { exchangeProblem } from "./exchangeProblem.ts";
import { configValue } from "./gitConfigFile.ts";
import { gitHttp } from "./gitHttp.ts";
import { mergeCommit } from "./merge.ts";
import type { ExchangeAnswer, ExchangeInput, GitProgress } from "./protocol.ts";
import { followedBranch } from "./remoteStatus.ts";
import type { Repository } from "./repository.ts";
import { runSystemGit, systemGit } from "./systemGit.ts";
import type { Worktree } from "./worktree.ts";

export interface ExchangeContext {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: GitProgress) => void;
}

const MAX_FETCHED_BYTES = 1_000_000_000;

interface Partner {
  readonly remote: string;
  readonly url: string;
  readonly branch: string | null;
  /** What the branch is called there. */
  readonly there: string | null;
}

/**
 * Fetches, pulls or pushes. With the system's git where it may be run: it knows proxies, ssh and
 * the person's credential helpers. Else with the built-in one, which speaks https.
 *
 * @throws `account-refused`, `conflict` for a push behind the remote, `offline`, `not-found`.
 */
export async function exchangeWithRemote(
  repository: Repository,
  worktree: Worktree,
  input: ExchangeInput,
  context: ExchangeContext,
): Promise<ExchangeAnswer> {
  const { branch, commit } = await repository.head();
  const config = repository.config();
  const remote = exchangePartner(repository, branch);
  const url = configValue(config, `remote.${remote}.url`) ?? "";
  const partner = { remote, url, branch, there: followedBranch(config, branch) ?? branch };
  refuseOpenToken(url, input.token);
  const transport = chooseTransport(url, input.trusted);
  try {
    if (input.kind === "push") {
      if (commit === null || branch === null) throw nothingToPush(branch);
      await transport.push(repository, partner, input, context);
      if (followedBranch(config, branch) === null) followRemote(repository, branch, remote);
      return { merged: null };
    }
    await transport.fetch(repository, partner, input, context);
    repository.objects.forgetPacks();
  } catch (error) {
    throw exchangeProblem(error);
  }
  if (input.kind === "fetch") return { merged: null };
  return { merged: await mergeFetched(repository, worktree, partner, input) };
}

async function mergeFetched(
  repository: Repository,
  worktree: Worktree,
  { remote, branch, there }: Partner,
  input: ExchangeInput,
): Promise<NonNullable<ExchangeAnswer["merged"]>> {
  const theirs = await repository.refs.resolve(`refs/remotes/${remote}/${there}`);
  if (theirs === null || branch === null) {
    throw problem("not-found", `The remote has no branch ${there ?? ""}.`, {
      next: "Push this branch to make it there.",
    });
  }
  if (followedBranch(repository.config(), branch) === null)
    followRemote(repository, branch, remote);
  const name = `${remote}/${there}`;
  return mergeCommit(repository, worktree, {
    theirs,
    name,
    author: input.author,
    now: Date.now(),
  });
}

interface Transport {
  fetch(
    repository: Repository,
    partner: Partner,
    input: ExchangeInput,
    context: ExchangeContext,
  ): Promise<void>;
  push: Transport["fetch"];
}

function chooseTransport(url: string, isTrusted: boolean): Transport {
  const canRun = isTrusted && systemGit() !== null;
  if (canRun) return systemTransport;
  if (/^https?:\/\//.test(url)) return builtInTransport;
  const why = isTrusted ? "This address needs git itself." : "An ssh address needs git itself.";
  throw problem(isTrusted ? "not-found" : "not-trusted", why, {
    next: isTrusted
      ? "Install git, or use the https address."
      : "Trust the folder, or use the https address.",
  });
}

const systemTransport: Transport = {
  async fetch({ root }, { remote, url }, { token }, context) {
    const args = ["fetch", "--progress", "--prune", "--no-auto-maintenance", "--", remote];
    await runSystemGit({ cwd: root, args, credentials: credentials(url, token), ...context });
  },
  async push({ root }, { remote, url, branch, there }, { token }, context) {
    const target = `refs/heads/${branch}:refs/heads/${there}`;
    const args = ["push", "--progress", "--", remote, target];
    await runSystemGit({ cwd: root, args, credentials: credentials(url, token), ...context });
  },
};

function credentials(url: string, token: string | null) {
  return token === null || !/^https?:/.test(url) ? null : { url, token };
}

const builtInTransport: Transport = {
  async fetch({ gitDir }, { remote }, { token }, { signal, onProgress }) {
    await git.fetch({
      fs,
      http: gitHttp({ signal, maxBytes: MAX_FETCHED_BYTES }),
      gitdir: gitDir,
      remote,
      prune: true,
      ...authentication(token),
      onProgress: (progress) => onProgress(toProgress(progress)),
    });
  },
  async push({ gitDir }, { remote, branch, there }, { token }, { signal, onProgress }) {
    const result = await git.push({
      fs,
      http: gitHttp({ signal, maxBytes: MAX_FETCHED_BYTES }),
      gitdir: gitDir,
      remote,
      ref: branch ?? "HEAD",
      remoteRef: `refs/heads/${there}`,
      ...authentication(token),
      onProgress: (progress) => onProgress(toProgress(progress)),
    });
    const refused = Object.values(result.refs).find((ref) => !ref.ok);
    if (refused !== undefined) throw new Error(`[remote rejected] ${refused.error}`);
  },
};

/** Asked only when the server wants to know; a refusal ends it instead of asking again. */
export function authentication(token: string | null): {
  onAuth: AuthCallback;
  onAuthFailure: AuthCallback;
} {
  return {
    onAuth: () =>
      token === null ? { cancel: true } : { username: "x-access-token", password: token },
    onAuthFailure: () => ({ cancel: true }),
  };
}

export function toProgress(event: { phase: string; loaded: number; total: number }): GitProgress {
  return { stage: event.phase, done: event.loaded, total: event.total > 0 ? event.total : null };
}

/** @throws `invalid-input` when a token would go over the network where anybody can read it. */
export function refuseOpenToken(url: string, token: string | null): void {
  if (token === null || !url.startsWith("http://")) return;
  const { hostname } = new URL(url);
  if (["localhost", "127.0.0.1", "[::1]"].includes(hostname)) return;
  throw problem("invalid-input", "A token is not sent over http, where others can read it.", {
    next: "Use the https address of the repository.",
  });
}

function nothingToPush(branch: string | null): Error {
  return branch === null
    ? problem("invalid-input", "You are on no branch.", { next: "Make one, then push it." })
    : problem("not-found", "There is no commit to push yet.", { next: "Make the first commit." });
}
