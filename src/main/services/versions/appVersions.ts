import { randomUUID } from "node:crypto";
import type { AppId } from "../../../common/apps/appId.ts";
import { Emitter, type Listen } from "../../../common/base/event.ts";
import type { Log } from "../../../common/base/log.ts";
import type { FileChanges } from "../../../common/contracts/files.ts";
import { toProblem } from "../../../common/contracts/problem.ts";
import type {
  ExchangeJob,
  RepositoryState,
  VersionsState,
} from "../../../common/contracts/versions.ts";
import type {
  ExchangeAnswer,
  GitCallName,
  GitCalls,
  GitPort,
  GitProgress,
} from "../../git/protocol.ts";

export interface AppVersionsOptions {
  readonly appId: AppId;
  readonly root: string;
  readonly git: GitPort;
  /** Changes in the app's folder, whoever made them. */
  readonly onFiles: Listen<FileChanges>;
  readonly now: () => number;
  readonly log: Log;
}

/** Changes that come in a burst are looked at together. */
const SETTLE_MS = 120;
/** Beyond this a whole look is as quick. */
const MAX_SINGLE_PATHS = 500;

/** The versions of one open app: what is known of its repository, kept up to date. */
export class AppVersions implements Disposable {
  readonly #options: AppVersionsOptions;
  readonly #changed = new Emitter<VersionsState>();
  readonly #stops: (() => void)[];
  readonly onChange: Listen<VersionsState> = this.#changed.on;
  #state: VersionsState;
  /** Paths to look at; null for everything. */
  #pending: Set<string> | null = null;
  #isPending = false;
  #settling: NodeJS.Timeout | undefined;
  #looking: Promise<void> | null = null;
  #exchange: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;
  #isDisposed = false;

  constructor(options: AppVersionsOptions) {
    this.#options = options;
    const repository: RepositoryState = { kind: "reading" };
    this.#state = { rev: 0, appId: options.appId, repository, exchange: null };
    this.#stops = [
      options.onFiles((changes) => this.#takeFiles(changes)),
      options.git.watch(options.root, () => this.#soon([])),
    ];
    this.#soon(null);
  }

  get value(): VersionsState {
    return this.#state;
  }

  get root(): string {
    return this.#options.root;
  }

  /** Asks something that changes nothing. */
  ask<Name extends GitCallName>(
    name: Name,
    input: GitCalls[Name]["input"],
  ): Promise<GitCalls[Name]["output"]> {
    return this.#options.git.call(this.root, name, input);
  }

  /**
   * Changes something; what is known is up to date when it resolves.
   *
   * @param changed the paths on disk that it changes; null for any.
   */
  async change<Name extends GitCallName>(
    name: Name,
    input: GitCalls[Name]["input"],
    changed: readonly string[] | null = [],
  ): Promise<GitCalls[Name]["output"]> {
    try {
      return await this.#options.git.call(this.root, name, input);
    } finally {
      this.#note(changed);
      await this.#look();
    }
  }

  /** Looks at everything again. */
  async refresh(): Promise<void> {
    this.#note(null);
    await this.#look();
  }

  /** Begins an exchange with the remote, and answers before it ends; one runs at a time. */
  exchange(kind: ExchangeJob["kind"], input: GitCalls["exchange"]["input"]): ExchangeJob {
    const current = this.#state.exchange;
    if (this.#exchange !== null && current !== null) return current;
    const stop = new AbortController();
    const job: ExchangeJob = {
      id: randomUUID(),
      kind,
      status: "running",
      stage: "",
      done: 0,
      total: null,
      startedAt: this.#options.now(),
      ms: null,
      problem: null,
    };
    this.#tell({ exchange: job });
    const ended = this.#runExchange(input, stop.signal).finally(() => (this.#exchange = null));
    this.#exchange = { stop, ended };
    return job;
  }

  async cancelExchange(): Promise<void> {
    this.#exchange?.stop.abort();
    await this.#exchange?.ended;
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    clearTimeout(this.#settling);
    this.#exchange?.stop.abort();
    for (const stop of this.#stops) stop();
  }

  async #runExchange(input: GitCalls["exchange"]["input"], signal: AbortSignal): Promise<void> {
    const { git, now, log } = this.#options;
    const startedAt = now();
    const onProgress = ({ stage, done, total }: GitProgress): void =>
      this.#tellExchange({ stage, done, total });
    const failure = await git.call(this.root, "exchange", input, { signal, onProgress }).then(
      (answer) => mergeProblem(answer),
      (error: unknown) => toProblem(error),
    );
    await this.refresh();
    const ms = now() - startedAt;
    log.info("exchange ended", { kind: input.kind, ms, problem: failure?.code ?? null });
    if (failure === null) this.#tellExchange({ status: "done", ms });
    else {
      const status = failure.code === "cancelled" ? "cancelled" : "failed";
      this.#tellExchange({ status, ms, problem: failure });
    }
  }

  #tellExchange(change: Partial<ExchangeJob>): void {
    const { exchange } = this.#state;
    if (exchange !== null) this.#tell({ exchange: { ...exchange, ...change } });
  }

  #takeFiles({ reset, changes }: FileChanges): void {
    this.#soon(reset ? null : changes.map((change) => change.path));
  }

  #soon(paths: readonly string[] | null): void {
    this.#note(paths);
    if (this.#settling !== undefined || this.#looking !== null) return;
    this.#settling = setTimeout(() => void this.#look(), SETTLE_MS);
  }

  #note(paths: readonly string[] | null): void {
    const isFirst = !this.#isPending;
    this.#isPending = true;
    if (paths === null) this.#pending = null;
    else if (isFirst) this.#pending = new Set(paths);
    else for (const each of paths) this.#pending?.add(each);
    if ((this.#pending?.size ?? 0) > MAX_SINGLE_PATHS) this.#pending = null;
  }

  /** Resolves when all that was noted before the call is looked at. */
  async #look(): Promise<void> {
    clearTimeout(this.#settling);
    this.#settling = undefined;
    while (this.#looking !== null) await this.#looking;
    if (!this.#isPending || this.#isDisposed) return;
    this.#looking = this.#lookOnce().finally(() => (this.#looking = null));
    await this.#looking;
    if (this.#isPending) this.#soon([]);
  }

  async #lookOnce(): Promise<void> {
    const changed = this.#pending === null ? null : [...this.#pending];
    this.#isPending = false;
    this.#pending = null;
    const repository = await this.#options.git
      .call(this.root, "status", { changed })
      .catch((error: unknown): RepositoryState => ({ kind: "failed", problem: toProblem(error) }));
    if (!this.#isDisposed) this.#tell({ repository });
  }

  #tell(change: Partial<VersionsState>): void {
    this.#state = { ...this.#state, ...change, rev: this.#state.rev + 1 };
    this.#changed.fire(this.#state);
  }
}

/** A pull that fetched, but whose merge waits for the person. */
function mergeProblem({ merged }: ExchangeAnswer): ExchangeJob["problem"] {
  if (merged?.kind === "conflicts") {
    return {
      code: "conflict",
      message: "What was pulled conflicts with your commits.",
      next: "Resolve the files under Conflicts, then commit.",
    };
  }
  if (merged?.kind !== "author-needed") return null;
  return {
    code: "invalid-input",
    message: "What was pulled has to be merged, and a merge needs your name.",
    next: "Enter your name and address, then pull again.",
  };
}
