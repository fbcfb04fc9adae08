import { createRequire } from "node:module";
import path from "node:path";
import { init as initLexer } from "es-module-lexer";
import { must } from "../../common/base/assert.ts";
import type { PreviewProblem } from "../../common/contracts/preview.ts";
import { AppWorker } from "./appWorker.ts";
import { Committer } from "./committer.ts";
import { fileKind } from "./fileKinds.ts";
import { ModuleLoader } from "./moduleLoader.ts";
import { PathAliases, slashed } from "./pathAliases.ts";
import { configHangs, configProblem, unexpected } from "./problems.ts";
import { SourceLocator } from "./sourceLocator.ts";
import { projectProblem } from "./projectChecks.ts";
import type { CompilerStart, FileEvent, FromCompiler, KnownState, ToCompiler } from "./protocol.ts";
import { Publisher } from "./publisher.ts";
import { TargetState } from "./targetState.ts";
import { keyOfNeed, type Need } from "./needs.ts";
import { appConfigFile } from "./viteConfigFile.ts";
import { viteLogger } from "./viteLogger.ts";
import { ViteSession, type DependencyOptimizer } from "./viteSession.ts";

export interface CompilerOptions {
  readonly start: CompilerStart;
  /** Studio's own folder, so that its place does not show in modules. */
  readonly studio: string;
  readonly send: (message: FromCompiler) => void;
  /** Makes the dependency cache fit what Vite is about to look for. */
  readonly prepareDependencies: (optimizer: DependencyOptimizer) => Promise<void>;
}

/** Background work waits this long after the last save. */
const SETTLE_MS = 500;
const CONFIG_TIMEOUT_MS = 20_000;

interface Open {
  readonly session: ViteSession;
  readonly loader: ModuleLoader;
  readonly publisher: Publisher;
  readonly locator: SourceLocator;
}

type ProblemOf = "session" | "page" | "worker";

/**
 * Compiles one app for its preview. Work is done one piece at a time: while one is under way,
 * changes gather and become the next piece, so a burst of saves is one update.
 */
export class AppCompiler implements AsyncDisposable {
  readonly #options: CompilerOptions;
  readonly #aliases: PathAliases;
  readonly #target: TargetState;
  readonly #committer: Committer;
  readonly #worker: AppWorker;
  #open: Open | null = null;
  readonly #files = new Map<string, FileEvent>();
  #saves: string[] = [];
  /** `session`: config or packages changed. `compare`: the target or Vite's graph is new. */
  #due: "session" | "compare" | null = "session";
  #settle: NodeJS.Timeout | null = null;
  #isSettleDue = false;
  #background: AbortController | null = null;
  /** What pages asked for before there was a session to answer. */
  readonly #needs: Need[] = [];
  #isOpening = true;
  #isWorking = false;
  #isStopped = false;
  /** By what they keep from being shown, worst first. */
  readonly #problems: Record<ProblemOf, PreviewProblem | null> = {
    session: null,
    page: null,
    worker: null,
  };
  #toldProblem = "null";

  constructor(options: CompilerOptions) {
    const { start, send, studio } = options;
    this.#options = options;
    this.#aliases = new PathAliases({ ...start, vite: viteDirectory(), studio });
    this.#target = new TargetState(start.known);
    this.#committer = new Committer(this.#target, send, (key) =>
      must(this.#open, "the session that loaded a module").loader.body(key),
    );
    this.#worker = this.#ownWorker();
  }

  #ownWorker(): AppWorker {
    return new AppWorker({
      root: this.#options.start.root,
      aliases: this.#aliases,
      logger: viteLogger((level, message) => this.#log(level, message)),
      onBundle: (bundle) => this.#send({ type: "worker", bundle }),
      onProblem: (problem) => this.#report("worker", problem),
    });
  }

  /** Begins to work. What goes wrong with the app is told as a problem. */
  async run(): Promise<void> {
    await initLexer();
    this.#wake();
  }

  handle(message: Exclude<ToCompiler, CompilerStart>): void {
    switch (message.type) {
      case "changed":
        this.#noteChanges(message.files, message.saves);
        break;
      case "need":
        void this.#answer(message);
        return;
      case "locate":
        void this.#locate(message);
        return;
      case "from-page":
        this.#open?.session.receive(message.event, message.data);
        break;
      case "committed":
        this.#committer.answer(message.id, message);
        return;
      case "resync":
        this.#resync(message.known);
        break;
      case "stop":
        this.#isStopped = true;
        return;
    }
    this.#wake();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopped = true;
    this.#committer.abandon();
    this.#background?.abort();
    if (this.#settle !== null) clearTimeout(this.#settle);
    await this.#open?.session[Symbol.asyncDispose]();
  }

  #noteChanges(files: readonly FileEvent[], saves: readonly string[]): void {
    this.#saves.push(...saves);
    for (const file of files) {
      const kind = this.#kindOf(file);
      if (kind === "ignored") continue;
      // Whatever kept a session from opening may be mended by any file.
      if (kind === "config" || this.#open === null) this.#due = "session";
      if (kind === "source") {
        this.#files.set(file.path, mergeEvents(this.#files.get(file.path), file));
      }
    }
  }

  #kindOf(file: FileEvent): ReturnType<typeof fileKind> {
    const relative = this.#aliases.relative(file.path);
    if (relative === null) return "ignored";
    const isConfig = this.#open?.session.configFiles.includes(slashed(file.path)) ?? false;
    return isConfig ? "config" : fileKind(relative);
  }

  #resync(known: KnownState): void {
    this.#committer.abandon();
    this.#target.reset(known);
    this.#due ??= "compare";
  }

  #wake(): void {
    this.#background?.abort();
    if (this.#isWorking) return;
    this.#isWorking = true;
    void this.#work()
      .catch((error: unknown) => {
        this.#log("error", describe(error));
        this.#report("page", unexpected(error, this.#aliases));
      })
      .finally(() => {
        this.#isWorking = false;
        if (this.#hasWork()) this.#wake();
      });
  }

  #hasWork(): boolean {
    if (this.#isStopped) return false;
    if (this.#due !== null) return true;
    return this.#open !== null && (this.#hasChanges(this.#open) || this.#isSettleDue);
  }

  #hasChanges({ session }: Open): boolean {
    return this.#files.size > 0 || this.#saves.length > 0 || session.hasPayloads;
  }

  async #work(): Promise<void> {
    while (this.#hasWork()) {
      const open = this.#open;
      if (this.#due === "session" || open === null) await this.#openSession();
      else if (this.#due === "compare") await this.#compare(open);
      else if (this.#hasChanges(open)) await this.#publishChanges(open);
      else await this.#reconcile(open);
    }
  }

  #takeChanges(): { files: FileEvent[]; saves: string[] } {
    const taken = { files: [...this.#files.values()], saves: this.#saves };
    this.#files.clear();
    this.#saves = [];
    return taken;
  }

  async #publishChanges({ publisher }: Open): Promise<void> {
    const { files, saves } = this.#takeChanges();
    this.#worker.changed(files.map((file) => file.path));
    const idle = await publisher.publishChanges(files, saves);
    this.#afterPublishing(publisher, idle);
  }

  async #compare({ publisher, session }: Open): Promise<void> {
    this.#due = null;
    const { files, saves } = this.#takeChanges();
    await session.apply(files);
    const idle = await publisher.publishAll("provision", saves);
    this.#afterPublishing(publisher, idle);
  }

  async #reconcile({ publisher }: Open): Promise<void> {
    this.#isSettleDue = false;
    const background = new AbortController();
    this.#background = background;
    await publisher.reconcile(background.signal);
    this.#background = null;
    if (background.signal.aborted) this.#scheduleSettle();
  }

  /** Opens a session, or a new one beside the old, which goes on serving when that fails. */
  async #openSession(): Promise<void> {
    this.#due = null;
    const old = this.#open;
    const { saves } = this.#takeChanges();
    this.#stage("compiler", "running");
    this.#isOpening = true;
    const opened = await this.#tryOpen();
    this.#isOpening = false;
    if ("problem" in opened) {
      this.#saves.unshift(...saves);
      this.#stage("compiler", "failed");
      this.#report("session", opened.problem);
      this.#answerWaiting();
      return;
    }
    this.#stage("compiler", "done");
    this.#problems.session = null;
    this.#open = opened;
    this.#answerWaiting();
    await old?.session[Symbol.asyncDispose]();
    this.#stage("transform", "running");
    // Another configuration may show in more than what came out differently.
    const kind = old === null ? "resume" : "provision";
    const idle = await opened.publisher.publishAll(kind, saves);
    this.#stage("transform", opened.publisher.isHolding ? "failed" : "done");
    this.#afterPublishing(opened.publisher, idle);
    this.#worker.bundle();
  }

  async #tryOpen(): Promise<Open | { problem: PreviewProblem }> {
    const { root, config } = this.#options.start;
    const blocking = await projectProblem(root);
    if (blocking !== null) return { problem: blocking };
    const configFile = appConfigFile(root, config);
    try {
      const session = await this.#openVite();
      if (session === null) return { problem: configHangs(CONFIG_TIMEOUT_MS / 1000, configFile) };
      return this.#assemble(session);
    } catch (error) {
      return { problem: configProblem(error, { aliases: this.#aliases, configFile }) };
    }
  }

  /** Null when the config does not finish loading. What comes after it may take its time. */
  async #openVite(): Promise<ViteSession | null> {
    const { start, prepareDependencies } = this.#options;
    const loaded = Promise.withResolvers<"loaded">();
    const opening = ViteSession.open({
      ...start,
      logger: viteLogger((level, message) => this.#log(level, message)),
      prepareDependencies: (optimizer) => {
        loaded.resolve("loaded");
        return prepareDependencies(optimizer);
      },
      onPayload: () => this.#wake(),
      onRestart: () => {
        this.#due ??= "compare";
        this.#wake();
      },
    });
    const first = await withTimeout(Promise.race([loaded.promise, opening]), CONFIG_TIMEOUT_MS);
    if (first !== null) return opening;
    // Should it come after all, nobody waits for it any more.
    opening.then((late) => late[Symbol.asyncDispose]()).catch(() => undefined);
    return null;
  }

  #assemble(session: ViteSession): Open {
    const { root, cacheDir } = this.#options.start;
    const aliases = this.#aliases;
    const loader = new ModuleLoader(session, { aliases, cacheDir, root });
    const publisher = new Publisher({
      root,
      session,
      loader,
      aliases,
      target: this.#target,
      committer: this.#committer,
      onProblem: (problem) => this.#report("page", problem),
      onProgress: (done, total) => {
        if (done % 10 === 0) this.#stage("transform", "running", { done, total });
      },
    });
    return { session, loader, publisher, locator: new SourceLocator({ session, loader, aliases }) };
  }

  async #locate({ id, places }: Extract<ToCompiler, { type: "locate" }>): Promise<void> {
    const found = (await this.#open?.locator.locate(places)) ?? places.map(() => null);
    this.#send({ type: "located", id, places: found });
  }

  /** A page waits for this; while a session opens, the page waits with it. */
  async #answer(need: Need): Promise<void> {
    if (this.#open === null && this.#isOpening) {
      this.#needs.push(need);
      return;
    }
    const key = keyOfNeed(need);
    if (this.#open !== null && key !== null) await this.#open.publisher.answer(key, need.path);
    else await this.#committer.commit({ kind: "need", answers: [need.path] });
  }

  #answerWaiting(): void {
    for (const need of this.#needs.splice(0)) void this.#answer(need);
  }

  #afterPublishing(publisher: Publisher, saves: readonly string[]): void {
    this.#send({ type: "caught-up", modules: this.#target.size, saves });
    if (!publisher.isHolding) this.#scheduleSettle();
  }

  #scheduleSettle(): void {
    if (this.#settle !== null) clearTimeout(this.#settle);
    this.#settle = setTimeout(() => {
      this.#settle = null;
      this.#isSettleDue = true;
      this.#wake();
    }, SETTLE_MS);
  }

  #stage(
    stage: "compiler" | "transform",
    status: "running" | "done" | "failed",
    counts: { done: number; total: number } | null = null,
  ): void {
    const { done, total } = counts ?? { done: null, total: null };
    this.#send({ type: "stage", stage, status, done, total });
  }

  #report(of: ProblemOf, newest: PreviewProblem | null): void {
    this.#problems[of] = newest;
    const { session, page, worker } = this.#problems;
    const problem = session ?? page ?? worker;
    const said = JSON.stringify(problem);
    if (said === this.#toldProblem) return;
    this.#toldProblem = said;
    this.#send({ type: "problem", problem });
  }

  #log(level: "info" | "warn" | "error", message: string): void {
    this.#send({ type: "log", level, message: this.#aliases.hide(message) });
  }

  #send(message: FromCompiler): void {
    if (!this.#isStopped) this.#options.send(message);
  }
}

/** A file that was removed and came back within one piece of work has only changed. */
function mergeEvents(earlier: FileEvent | undefined, later: FileEvent): FileEvent {
  if (earlier === undefined) return later;
  if (earlier.kind === "removed" && later.kind !== "removed") return { ...later, kind: "changed" };
  if (earlier.kind === "added" && later.kind === "changed") return earlier;
  return later;
}

/** Null when the time is over first. */
async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T | null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), ms);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

function viteDirectory(): string {
  return path.dirname(createRequire(import.meta.url).resolve("vite/package.json")) + "/dist";
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
