import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { AppId } from "../../../common/apps/appId.ts";
import { must } from "../../../common/base/assert.ts";
import { Emitter, type Listen } from "../../../common/base/event.ts";
import type { Log } from "../../../common/base/log.ts";
import type { AddPackagesInput, PackageJob } from "../../../common/contracts/packages.ts";
import { problem, ProblemError, toProblem } from "../../../common/contracts/problem.ts";
import type { InstallerTask } from "../../packages/protocol.ts";
import { missingPackages } from "./installedState.ts";
import { type InstallerOptions, runInstallerProcess } from "./installerProcess.ts";

export interface PackagesServiceOptions extends InstallerOptions {
  /** The app's folder, and whether it was made from a starter. @throws `not-found`. */
  readonly appOf: (appId: AppId) => { readonly folder: string; readonly starter: string | null };
  readonly now: () => number;
  readonly log: Log;
}

interface Running {
  job: PackageJob;
  readonly stop: AbortController;
  readonly ended: Promise<PackageJob>;
}

const MAX_JOBS = 50;
const REPLENISH_MS = 60_000;

/**
 * Changes of apps' node_modules, each in a process of its own, one after the other per app. The
 * calls answer at once with a job; the job tells how it goes and how it ended.
 */
export class PackagesService implements AsyncDisposable {
  readonly #options: PackagesServiceOptions;
  readonly #changed = new Emitter<readonly PackageJob[]>();
  readonly #runningById = new Map<string, Running>();
  readonly #tailByApp = new Map<AppId, Promise<unknown>>();
  readonly #stopped = new AbortController();
  #preparing: { readonly stop: AbortController; readonly ended: Promise<void> } | undefined;
  #starters: readonly string[] = [];
  #replenishing: Promise<void> | undefined;
  #jobs: readonly PackageJob[] = [];

  /** Oldest first; the last 50. */
  readonly jobs: {
    readonly value: readonly PackageJob[];
    readonly onChange: Listen<readonly PackageJob[]>;
  };

  constructor(options: PackagesServiceOptions) {
    this.#options = options;
    const read = (): readonly PackageJob[] => this.#jobs;
    this.jobs = {
      get value() {
        return read();
      },
      onChange: this.#changed.on,
    };
  }

  /**
   * Whether node_modules holds what package.json and the lockfile ask for.
   *
   * @throws `invalid-input` when package.json is not valid.
   */
  async state(root: string): Promise<"installed" | "missing" | "none-needed"> {
    const missing = await missingPackages(root);
    if (missing === undefined) return "none-needed";
    return missing.length === 0 ? "installed" : "missing";
  }

  /** An install that runs already is joined. */
  async install(appId: AppId): Promise<{ readonly jobId: string }> {
    return { jobId: this.#install(appId).job.id };
  }

  /** Installs and waits for the end. @throws what went wrong; `cancelled` after an abort. */
  async installToEnd(
    appId: AppId,
    onProgress: (job: PackageJob) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const { job, stop, ended } = this.#install(appId);
    const unlisten = this.#changed.on((jobs) => {
      const mine = jobs.find(({ id }) => id === job.id);
      if (mine !== undefined) onProgress(mine);
    });
    const abort = (): void => stop.abort();
    signal?.addEventListener("abort", abort, { once: true });
    try {
      if (signal?.aborted === true) abort();
      const end = await ended;
      if (end.status === "done") return;
      throw new ProblemError(must(end.problem, "the problem of a failed job"));
    } finally {
      signal?.removeEventListener("abort", abort);
      unlisten();
    }
  }

  async add({ appId, packages, dev }: AddPackagesInput): Promise<{ readonly jobId: string }> {
    const specs = packages.map(({ name, version }) =>
      version === undefined ? name : `${name}@${version}`,
    );
    const label = packages.map(({ name }) => name).join(", ");
    return { jobId: this.#begin(appId, { type: "add", specs, isDev: dev }, label).job.id };
  }

  async remove(appId: AppId, name: string): Promise<{ readonly jobId: string }> {
    return { jobId: this.#begin(appId, { type: "remove", names: [name] }, name).job.id };
  }

  /** Stops a job; the app keeps the packages it had. One that has ended stays as it ended. */
  async cancel(jobId: string): Promise<void> {
    if (!this.#jobs.some(({ id }) => id === jobId)) {
      throw problem("not-found", "That job is not known.");
    }
    const running = this.#runningById.get(jobId);
    running?.stop.abort();
    await running?.ended;
  }

  /**
   * Keeps packages ready for the next app of each starter, while nothing else is to do: a new app
   * then has them by a rename. Gives way to every other job. Resolves when all are ready for the
   * first time.
   *
   * @param folders the starters' `app` folders.
   */
  async keepPrepared(folders: readonly string[]): Promise<void> {
    this.#starters = folders;
    await this.#prepareAll();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped.abort();
    this.#preparing?.stop.abort();
    const running = [...this.#runningById.values()];
    for (const { stop } of running) stop.abort();
    await Promise.all([this.#preparing?.ended, ...running.map(({ ended }) => ended)]);
    await this.#replenishing;
  }

  #install(appId: AppId): Running {
    for (const running of this.#runningById.values()) {
      if (running.job.appId === appId && running.job.kind === "install") return running;
    }
    const { starter } = this.#options.appOf(appId);
    return this.#begin(appId, { type: "install", isFromStarter: starter !== null }, "all packages");
  }

  #begin(
    appId: AppId,
    task: Extract<InstallerTask, { type: "install" | "add" | "remove" }>,
    label: string,
  ): Running {
    const { folder } = this.#options.appOf(appId);
    this.#preparing?.stop.abort();
    const job: PackageJob = {
      id: randomUUID(),
      appId,
      rev: 0,
      kind: task.type,
      status: "running",
      stage: "resolving",
      done: 0,
      total: null,
      startedAt: this.#options.now(),
      ms: null,
      label,
      problem: null,
    };
    const stop = new AbortController();
    const before = this.#tailByApp.get(appId) ?? Promise.resolve();
    const ended = before.then(() => this.#run(job.id, folder, task));
    const running: Running = { job, stop, ended };
    this.#runningById.set(job.id, running);
    this.#tailByApp.set(appId, ended);
    this.#jobs = [...this.#jobs, job].slice(-MAX_JOBS);
    this.#changed.fire(this.#jobs);
    return running;
  }

  async #run(jobId: string, root: string, task: InstallerTask): Promise<PackageJob> {
    const running = this.#runningById.get(jobId);
    if (running === undefined) throw new Error(`job ${jobId} was not begun`);
    const { startedAt, kind } = running.job;
    const log = this.#options.log;
    log.info("packages job started", { jobId, kind, root });
    const failure = await runInstallerProcess(this.#options, {
      root,
      task,
      signal: running.stop.signal,
      onProgress: ({ stage, done, total }) => this.#update(running, { stage, done, total }),
    }).then(
      () => null,
      (error: unknown) => toProblem(error),
    );
    const ms = this.#options.now() - startedAt;
    log.info("packages job ended", { jobId, ms, problem: failure?.message ?? null });
    this.#runningById.delete(jobId);
    if (task.type === "install" && task.isFromStarter) this.#replenishing ??= this.#replenish();
    if (failure === null) return this.#update(running, { status: "done", stage: "done", ms });
    const status = failure.code === "cancelled" ? "cancelled" : "failed";
    return this.#update(running, { status, ms, problem: failure });
  }

  #update(running: Running, change: Partial<PackageJob>): PackageJob {
    running.job = { ...running.job, ...change, rev: running.job.rev + 1 };
    this.#jobs = this.#jobs.map((job) => (job.id === running.job.id ? running.job : job));
    this.#changed.fire(this.#jobs);
    return running.job;
  }

  /** Later: a new app's first preview needs the machine more. */
  async #replenish(): Promise<void> {
    const { signal } = this.#stopped;
    await sleep(REPLENISH_MS, undefined, { signal, ref: false }).catch(() => undefined);
    this.#replenishing = undefined;
    if (!signal.aborted) await this.#prepareAll();
  }

  async #prepareAll(): Promise<void> {
    for (const root of this.#starters) {
      while (!this.#stopped.signal.aborted) {
        await Promise.all([...this.#runningById.values()].map(({ ended }) => ended));
        if (await this.#prepareOne(root)) break;
      }
    }
  }

  /** @returns false when another job went first. */
  async #prepareOne(root: string): Promise<boolean> {
    const stop = new AbortController();
    const run = runInstallerProcess(this.#options, {
      root,
      task: { type: "prepare" },
      isBackground: true,
      signal: stop.signal,
    });
    const ended = run.catch(() => undefined);
    this.#preparing = { stop, ended };
    try {
      await run;
      return true;
    } catch (error) {
      const { code, message } = toProblem(error);
      if (code === "cancelled") return false;
      // Not the person's business: an app made from the starter says what is wrong itself.
      this.#options.log.warn("starter not prepared", { root, problem: message });
      return true;
    } finally {
      this.#preparing = undefined;
    }
  }
}
