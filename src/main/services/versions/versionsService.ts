import type { AppId } from "../../../common/apps/appId.ts";
import type { FilePath } from "../../../common/apps/filePath.ts";
import type { Listen, Watched } from "../../../common/base/event.ts";
import type { Log } from "../../../common/base/log.ts";
import type { FileChanges } from "../../../common/contracts/files.ts";
import { problem, toProblem } from "../../../common/contracts/problem.ts";
import type {
  Author,
  Branch,
  BranchName,
  CommitId,
  CommittedChange,
  ExchangeJob,
  FileRevision,
  KeptChanges,
  LogPage,
  Resolution,
  SwitchMode,
  VersionContent,
  VersionsState,
} from "../../../common/contracts/versions.ts";
import type { GitCalls, GitPort, MergeAnswer } from "../../git/protocol.ts";
import { AppVersions } from "./appVersions.ts";
import { RemoteTokens, tokenHost, type TokenSecrets } from "./remoteTokens.ts";

export interface VersionsOptions {
  readonly git: GitPort;
  readonly appOf: (appId: AppId) => { readonly folder: string; readonly trusted: boolean };
  /** Of an app that is open. @throws `not-found` for another. */
  readonly filesOf: (appId: AppId) => { readonly onChanges: Listen<FileChanges> };
  /** Who commits where git's own settings do not say; null while nobody has said. */
  readonly author: () => Author | null;
  readonly secrets: TokenSecrets;
  readonly now: () => number;
  readonly log: Log;
}

/** Versions of open apps. Every method rejects with a ProblemError on expected failures. */
export class VersionsService implements Disposable {
  readonly #options: VersionsOptions;
  readonly #tokens: RemoteTokens;
  readonly #open = new Map<AppId, AppVersions>();

  constructor(options: VersionsOptions) {
    this.#options = options;
    this.#tokens = new RemoteTokens(options.secrets, options.log);
  }

  watch(appId: AppId): Watched<VersionsState> {
    return this.#of(appId);
  }

  /** The app is closed, or its folder is another one. */
  leave(appId: AppId): void {
    this.#open.get(appId)?.[Symbol.dispose]();
    this.#open.delete(appId);
  }

  /**
   * Begins the versions of an app that was just made, with all its files as the first. Resolves
   * also when that failed: the app works without, and the view offers it again.
   */
  async beginNew(appId: AppId, message: string): Promise<void> {
    const { git, appOf, author, log } = this.#options;
    try {
      await git.call(appOf(appId).folder, "init", { message, author: author() });
    } catch (error) {
      log.warn("versions not begun", { appId, reason: toProblem(error).message });
    }
    await this.#open.get(appId)?.refresh();
  }

  /** Begins the versions of an opened folder. Nothing is committed: the person chooses. */
  async init(appId: AppId): Promise<void> {
    const author = this.#options.author();
    await this.#of(appId).change("init", { message: null, author }, null);
  }

  async refresh(appId: AppId): Promise<void> {
    await this.#of(appId).refresh();
  }

  /** @param paths null for all changes. */
  async stage(appId: AppId, paths: readonly FilePath[] | null): Promise<void> {
    await this.#of(appId).change("stage", { paths });
  }

  async unstage(appId: AppId, paths: readonly FilePath[] | null): Promise<void> {
    await this.#of(appId).change("unstage", { paths });
  }

  /** Hooks of the repository run in a trusted folder, by the system's git. */
  async commit(
    appId: AppId,
    input: { readonly message: string; readonly amend: boolean },
  ): Promise<GitCalls["commit"]["output"]> {
    const hooks = this.#options.appOf(appId).trusted;
    const author = this.#options.author();
    return this.#of(appId).change("commit", { ...input, author, hooks });
  }

  branches(appId: AppId): Promise<readonly Branch[]> {
    return this.#of(appId).ask("branches", null);
  }

  /** @param at the commit it begins at; the current one when null. */
  async createBranch(appId: AppId, name: BranchName, at: CommitId | null): Promise<void> {
    await this.#of(appId).change("createBranch", { name, at });
  }

  async switchBranch(
    appId: AppId,
    name: string,
    mode: SwitchMode,
  ): Promise<{ readonly kept: KeptChanges | null }> {
    return this.#of(appId).change("switchBranch", { name, mode }, null);
  }

  async renameBranch(appId: AppId, from: string, to: BranchName): Promise<void> {
    await this.#of(appId).change("renameBranch", { from, to });
  }

  /** @returns where it was, so that it can be made again. */
  deleteBranch(appId: AppId, name: string, force: boolean): Promise<{ readonly was: CommitId }> {
    return this.#of(appId).change("deleteBranch", { name, force });
  }

  merge(appId: AppId, name: string): Promise<MergeAnswer> {
    const author = this.#options.author();
    return this.#of(appId).change("merge", { name, author }, null);
  }

  async abortMerge(appId: AppId): Promise<void> {
    await this.#of(appId).change("abortMerge", null, null);
  }

  async resolve(appId: AppId, path: FilePath, how: Resolution): Promise<void> {
    await this.#of(appId).change("resolve", { path, how }, [path]);
  }

  log(
    appId: AppId,
    query: { readonly path: FilePath | null; readonly skip: number; readonly limit: number },
  ): Promise<LogPage> {
    return this.#of(appId).ask("log", query);
  }

  changesOf(appId: AppId, id: CommitId): Promise<readonly CommittedChange[]> {
    return this.#of(appId).ask("changesOf", { id });
  }

  version(appId: AppId, path: FilePath, revision: FileRevision): Promise<VersionContent> {
    return this.#of(appId).ask("version", { path, revision });
  }

  discard(
    appId: AppId,
    paths: readonly FilePath[] | null,
  ): Promise<{ readonly kept: KeptChanges | null }> {
    return this.#of(appId).change("discard", { paths }, paths);
  }

  kept(appId: AppId): Promise<readonly KeptChanges[]> {
    return this.#of(appId).ask("kept", null);
  }

  async restoreKept(appId: AppId, id: string): Promise<void> {
    await this.#of(appId).change("restoreKept", { id }, null);
  }

  async forgetKept(appId: AppId, id: string): Promise<void> {
    await this.#of(appId).ask("forgetKept", { id });
  }

  /** @param url null takes the remote away. */
  async setRemote(appId: AppId, url: string | null): Promise<void> {
    if (url !== null && URL.canParse(url) && new URL(url).password !== "") {
      throw problem(
        "invalid-input",
        "The address holds a password, which would lie in the folder.",
        {
          next: "Leave it out; Studio asks for a token when the remote needs one.",
        },
      );
    }
    await this.#of(appId).change("setRemote", { url });
  }

  /** Begins an exchange; the state tells how it goes. */
  async exchange(appId: AppId, kind: ExchangeJob["kind"]): Promise<ExchangeJob> {
    const versions = this.#of(appId);
    const { repository } = versions.value;
    const host = tokenHost(repository.kind === "ready" ? (repository.remote?.url ?? "") : "");
    const token = host === null ? null : await this.#tokens.get(host);
    const { trusted } = this.#options.appOf(appId);
    const author = this.#options.author();
    return versions.exchange(kind, { kind, token, trusted, author });
  }

  async cancelExchange(appId: AppId): Promise<void> {
    await this.#of(appId).cancelExchange();
  }

  /** For what clones an app that does not exist yet. */
  tokenFor(url: string): Promise<string | null> {
    const host = tokenHost(url);
    return host === null ? Promise.resolve(null) : this.#tokens.get(host);
  }

  /** @returns whether the token outlasts this run of Studio. */
  setToken(host: string, token: string): Promise<{ readonly isKept: boolean }> {
    return this.#tokens.set(host, token);
  }

  forgetToken(host: string): Promise<void> {
    return this.#tokens.forget(host);
  }

  [Symbol.dispose](): void {
    for (const appId of this.#open.keys()) this.leave(appId);
  }

  #of(appId: AppId): AppVersions {
    const { git, appOf, filesOf, now, log } = this.#options;
    const root = appOf(appId).folder;
    const known = this.#open.get(appId);
    if (known?.root === root) return known;
    this.leave(appId);
    const onFiles = filesOf(appId).onChanges;
    const versions = new AppVersions({ appId, root, git, onFiles, now, log });
    this.#open.set(appId, versions);
    return versions;
  }
}
