import { rmSync } from "node:fs";
import path from "node:path";
import { problem } from "../../common/contracts/problem.ts";
import { FilePath } from "../../common/apps/filePath.ts";
import {
  createBranch,
  deleteBranch,
  listBranches,
  renameBranch,
  switchBranch,
} from "./branches.ts";
import { authorOf, commitStaged } from "./commit.ts";
import { commitWithHooks, hasHooks } from "./commitWithHooks.ts";
import { setConfigValue } from "./configWriter.ts";
import { exchangeWithRemote } from "./exchange.ts";
import { readLog } from "./history.ts";
import { initRepository } from "./initRepository.ts";
import { discardChanges, forgetKept, listKept, restoreKept } from "./keptChanges.ts";
import { abortMerge, mergeCommit, resolveConflict } from "./merge.ts";
import type { GitCallName, GitCalls, GitProgress } from "./protocol.ts";
import { remoteOf } from "./remoteStatus.ts";
import { locateRepository, openRepository, type Repository } from "./repository.ts";
import { stage, unstage } from "./staging.ts";
import { readStatus } from "./status.ts";
import { committedChanges, readVersion } from "./versionContent.ts";
import { Worktree } from "./worktree.ts";

export interface CallContext {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: GitProgress) => void;
}

/** One folder, and what is known of it from call to call. */
interface Workplace {
  readonly repository: Repository;
  readonly worktree: Worktree;
}

type Handler<Name extends GitCallName> = (
  place: Workplace,
  input: GitCalls[Name]["input"],
  context: CallContext,
) => Promise<GitCalls[Name]["output"]>;

type Handlers = { readonly [Name in Exclude<GitCallName, "status" | "init">]: Handler<Name> };

/** What can be done with one folder's repository. One call after the other. */
export class GitFolder {
  readonly #root: string;
  #place: Workplace | null = null;

  constructor(root: string) {
    this.#root = root;
  }

  async run(name: GitCallName, input: unknown, context: CallContext): Promise<unknown> {
    if (name === "status") return this.#status(input as GitCalls["status"]["input"]);
    if (name === "init") return this.#init(input as GitCalls["init"]["input"]);
    const handler = HANDLERS[name] as (
      place: Workplace,
      asked: unknown,
      context: CallContext,
    ) => Promise<unknown>;
    return handler(this.#open(), input, context);
  }

  /** Lets go of memory that can be filled again. */
  rest(): void {
    this.#place?.repository.rest();
  }

  async #status({ changed }: GitCalls["status"]["input"]): Promise<GitCalls["status"]["output"]> {
    const located = locateRepository(this.#root);
    if (located.kind !== "ready") {
      this.#place = null;
      return located;
    }
    const { repository, worktree } = this.#open();
    return readStatus(repository, worktree, changed);
  }

  async #init({ message, author }: GitCalls["init"]["input"]): Promise<{ committed: boolean }> {
    const located = locateRepository(this.#root);
    if (located.kind === "ready") throw problem("already-exists", "This app has versions already.");
    if (located.kind === "unsupported") throw problem("invalid-input", located.reason);
    initRepository(this.#root);
    if (message === null) return { committed: false };
    const { repository, worktree } = this.#open();
    const by = authorOf(repository, author) ?? STUDIO;
    await stage(repository, worktree, null);
    await commitStaged(repository, { message, amend: false, author: by, now: Date.now() });
    return { committed: true };
  }

  #open(): Workplace {
    if (this.#place !== null) return this.#place;
    const repository = openRepository(this.#root);
    this.#place = { repository, worktree: new Worktree(repository) };
    return this.#place;
  }
}

/** Signs the commit an app begins with, which is Studio's own work, where nobody is known yet. */
const STUDIO = { name: "OverSkill Studio", email: "studio@localhost" };

const HANDLERS: Handlers = {
  async stage({ repository, worktree }, { paths }) {
    await stage(repository, worktree, checked(paths));
    return null;
  },
  async unstage({ repository }, { paths }) {
    await unstage(repository, checked(paths));
    return null;
  },
  async commit({ repository }, input, { signal }) {
    const request = { ...input, now: Date.now() };
    if (!input.hooks || !hasHooks(repository)) return commitStaged(repository, request);
    return commitWithHooks(repository, request, signal);
  },
  branches: ({ repository }) => listBranches(repository),
  async createBranch({ repository }, { name, at }) {
    await createBranch(repository, name, at);
    return null;
  },
  async switchBranch({ repository, worktree }, { name, mode }) {
    const aside = { paths: null, scope: "all", kind: "put-aside", now: Date.now() } as const;
    const kept = mode === "carry" ? null : await discardChanges(repository, worktree, aside);
    await switchBranch(repository, worktree, name);
    return { kept };
  },
  async renameBranch({ repository }, { from, to }) {
    await renameBranch(repository, from, to);
    return null;
  },
  async deleteBranch({ repository }, { name, force }) {
    return { was: await deleteBranch(repository, name, force) };
  },
  async merge({ repository, worktree }, { name, author }) {
    const local = await repository.refs.resolve(`refs/heads/${name}`);
    const theirs = local ?? (await repository.refs.resolve(`refs/remotes/${name}`));
    if (theirs === null) throw problem("not-found", `There is no branch ${name}.`);
    return mergeCommit(repository, worktree, { theirs, name, author, now: Date.now() });
  },
  async abortMerge({ repository, worktree }) {
    await abortMerge(repository, worktree, Date.now());
    return null;
  },
  async resolve({ repository, worktree }, { path: file, how }) {
    await resolveConflict(repository, worktree, FilePath.parse(file), how);
    return null;
  },
  log: ({ repository }, { path: file, skip, limit }) =>
    readLog(repository, { from: null, path: file, skip, limit }),
  changesOf: ({ repository }, { id }) => committedChanges(repository, id),
  version: ({ repository }, { path: file, revision }) => readVersion(repository, file, revision),
  async discard({ repository, worktree }, { paths }) {
    const request = { scope: "unstaged", kind: "discarded", now: Date.now() } as const;
    return {
      kept: await discardChanges(repository, worktree, { ...request, paths: checked(paths) }),
    };
  },
  kept: ({ repository }) => listKept(repository),
  async restoreKept({ repository, worktree }, { id }) {
    await restoreKept(repository, worktree, id, Date.now());
    return null;
  },
  async forgetKept({ repository }, { id }) {
    await forgetKept(repository, id);
    return null;
  },
  async setRemote({ repository }, { url }) {
    const name = remoteOf(repository.config(), (await repository.head()).branch) ?? "origin";
    setConfigValue(repository, ["remote", name, "url"], url);
    const fetched = url === null ? null : `+refs/heads/*:refs/remotes/${name}/*`;
    setConfigValue(repository, ["remote", name, "fetch"], fetched);
    if (url === null) {
      rmSync(path.join(repository.gitDir, "refs/remotes", name), { recursive: true, force: true });
    }
    return null;
  },
  exchange: ({ repository, worktree }, input, context) =>
    exchangeWithRemote(repository, worktree, input, context),
};

function checked(paths: readonly string[] | null): readonly string[] | null {
  return paths?.map((each) => FilePath.parse(each)) ?? null;
}
