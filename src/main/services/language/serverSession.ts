import { setTimeout as sleep } from "node:timers/promises";
import { Emitter, type Watched } from "../../../common/base/event.ts";
import type { Log } from "../../../common/base/log.ts";
import type { ServerState } from "../../../common/contracts/language.ts";
import { type ProblemError, problem, toProblem } from "../../../common/contracts/problem.ts";
import type { OpenTexts, ServedChange, ServedText } from "./openTexts.ts";
import type { Places } from "./places.ts";
import type { LanguageServerProcess, StartServer } from "./ports.ts";

/** What is particular to one server. */
export interface ServerProfile {
  /** In sentences: "TypeScript's language server". */
  readonly name: string;
  readonly languages: readonly string[];
  /** It does not read edits. */
  readonly takesWholeTexts?: boolean;
  /** The parameters of `initialize` beside the folder. */
  readonly initialize: {
    readonly capabilities: object;
    readonly initializationOptions: object;
  };
  /** Answers `workspace/configuration` for one section. */
  configuration(section: string): unknown;
}

export interface ServerSessionOptions {
  readonly profile: ServerProfile;
  readonly start: StartServer;
  /** Why it does not run for this app now; null when it may be started. */
  readonly whyOff: () => Promise<string | null>;
  readonly root: string;
  readonly places: Places;
  readonly texts: OpenTexts;
  readonly log: Log;
  readonly times?: Partial<SessionTimes>;
}

export interface SessionTimes {
  /** A request that takes so long is looked into: the server may hang. */
  readonly patience: number;
  /** A server that computes may take so long. */
  readonly limit: number;
  readonly backOff: readonly number[];
}

const TIMES: SessionTimes = {
  patience: 10_000,
  limit: 60_000,
  backOff: [200, 1_000, 3_000, 10_000, 30_000],
};

/** Up for so long, the next fall is a new story. */
const STABLE_MS = 60_000;

/**
 * One language server of one app: started when the first text it serves is opened, told of every
 * change, started again with all texts after it died or hung. Every request rejects with a
 * ProblemError (`process-down`, `cancelled`) or a ServerRefusal.
 */
export class ServerSession implements AsyncDisposable {
  readonly #options: ServerSessionOptions;
  readonly #times: SessionTimes;
  readonly #notifications = new Emitter<{ readonly method: string; readonly params: unknown }>();
  readonly #stateChanged = new Emitter<ServerState>();
  readonly #asked = new Emitter<string>();
  readonly #quiet = new Emitter<void>();
  readonly onNotification = this.#notifications.on;
  /** Methods of requests that the server made, as `workspace/diagnostic/refresh`. */
  readonly onAsked = this.#asked.on;
  readonly #stopListening: () => void;
  #state: ServerState = { state: "idle" };
  #process: LanguageServerProcess | null = null;
  #ready = Promise.withResolvers<LanguageServerProcess>();
  #retry: NodeJS.Timeout | undefined;
  #falls = 0;
  #startedAt = 0;
  #waiting = 0;
  #isDeciding = false;
  #disposed = false;

  constructor(options: ServerSessionOptions) {
    this.#options = options;
    this.#times = { ...TIMES, ...options.times };
    this.#ready.promise.catch(() => undefined);
    this.#stopListening = options.texts.onChange((change) => this.#tell(change));
  }

  get state(): Watched<ServerState> {
    return { value: this.#state, onChange: this.#stateChanged.on };
  }

  /** Its process now; undefined while there is none. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Starts the server unless it was started before, or must not run for this app. */
  start(): void {
    if (!this.#isUnstarted || this.#isDeciding) return;
    this.#isDeciding = true;
    void this.#decide().finally(() => (this.#isDeciding = false));
  }

  /** Ends the server and starts it anew; nothing happens to one that was never started. */
  async restart(): Promise<void> {
    if (this.#isUnstarted) {
      if (this.#state.state === "off") this.start();
      return;
    }
    this.#falls = 0;
    clearTimeout(this.#retry);
    const old = this.#process;
    this.#process = null;
    this.#renewReady();
    this.#start();
    await old?.[Symbol.asyncDispose]();
  }

  /**
   * Asks the server; it is started and waited for when it does not run.
   *
   * @param background true for a question nobody waits for: those wait for the others.
   */
  async request(
    method: string,
    params: unknown,
    { signal, background = false }: { signal?: AbortSignal | undefined; background?: boolean } = {},
  ): Promise<unknown> {
    if (this.#state.state === "off") throw problem("not-found", this.#state.reason);
    if (background) await this.#whenQuiet();
    else this.#waiting++;
    try {
      this.start();
      const server = await abortable(this.#ready.promise, signal);
      return await this.#ask(server, method, params, signal);
    } finally {
      if (!background && --this.#waiting === 0) this.#quiet.fire();
    }
  }

  /** Tells the server something, when it runs. */
  notify(method: string, params: unknown): void {
    if (this.#state.state === "ready") this.#process?.notify(method, params);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    this.#stopListening();
    clearTimeout(this.#retry);
    this.#ready.reject(problem("cancelled", "The app was closed."));
    const server = this.#process;
    this.#process = null;
    await server?.[Symbol.asyncDispose]();
  }

  get #isUnstarted(): boolean {
    return this.#disposed || this.#state.state === "idle" || this.#state.state === "off";
  }

  async #decide(): Promise<void> {
    const reason = await this.#options.whyOff();
    if (this.#disposed) return;
    if (reason === null) {
      this.#start();
      return;
    }
    this.#ready.reject(problem("not-found", reason));
    this.#renewReady();
    if (this.#state.state !== "off" || this.#state.reason !== reason) {
      this.#set({ state: "off", reason });
    }
  }

  #start(): void {
    const { profile, start, root, log } = this.#options;
    this.#startedAt = Date.now();
    this.#set({ state: "starting" });
    const server = start(root, (method, params) => this.#answer(method, params));
    this.#process = server;
    server.onNotification((notification) => {
      if (this.#process === server) this.#notifications.fire(notification);
    });
    server.onDied(({ reason }) => {
      if (this.#process === server) this.#fell(reason);
    });
    log.info("starting", { server: profile.name, pid: server.pid ?? null });
    void this.#initialize(server);
  }

  async #initialize(server: LanguageServerProcess): Promise<void> {
    const { profile, places, log } = this.#options;
    const { rootUri } = places;
    try {
      await this.#ask(server, "initialize", {
        processId: process.pid,
        clientInfo: { name: "OverSkill Studio" },
        rootUri,
        workspaceFolders: [{ uri: rootUri, name: "app" }],
        ...profile.initialize,
      });
    } catch (error) {
      const { message } = toProblem(error);
      if (this.#process === server) this.#fell(`It did not start: ${message}`);
      return;
    }
    if (this.#process !== server) return;
    server.notify("initialized", {});
    for (const text of this.#options.texts.all()) this.#open(server, text);
    this.#set({ state: "ready" });
    this.#ready.resolve(server);
    log.info("ready", { server: profile.name, ms: Date.now() - this.#startedAt });
  }

  async #ask(
    server: LanguageServerProcess,
    method: string,
    params: unknown,
    signal?: AbortSignal,
  ): Promise<unknown> {
    const answered = new AbortController();
    try {
      return await Promise.race([
        server.request(method, params, signal),
        this.#hang(server, method, answered.signal),
      ]);
    } finally {
      answered.abort();
    }
  }

  /** Rejects when the server hangs, after it was ended for that; else never settles. */
  async #hang(
    server: LanguageServerProcess,
    method: string,
    answered: AbortSignal,
  ): Promise<never> {
    const { patience, limit } = this.#times;
    if (await waited(patience / 2, answered)) return NEVER;
    const before = await server.cpuMs();
    const isOver = await waited(patience / 2, answered);
    const after = isOver ? undefined : await server.cpuMs();
    // One that computes, or that a busy machine gives no turn, gets its time.
    const isIdle = before !== undefined && after !== undefined && after - before < IDLE_CPU_MS;
    if (!isOver && !isIdle) await waited(limit - patience, answered);
    if (answered.aborted) return NEVER;
    const seconds = Math.round((isIdle ? patience : limit) / 1_000);
    const reason = `It did not answer ${method} for ${seconds} s.`;
    if (this.#process === server) {
      this.#process = null;
      void server[Symbol.asyncDispose]();
      this.#fell(reason);
    }
    throw this.#down(reason);
  }

  #fell(reason: string): void {
    this.#process = null;
    if (this.#disposed) return;
    if (Date.now() - this.#startedAt > STABLE_MS) this.#falls = 0;
    const wait = this.#times.backOff[this.#falls];
    this.#falls++;
    this.#options.log.warn("stopped", { reason, wait: wait ?? null });
    const { problem: why } = this.#down(reason);
    if (wait === undefined) {
      this.#ready.promise.catch(() => undefined);
      this.#ready.reject(this.#down(reason));
      this.#set({ state: "failed", problem: why });
      return;
    }
    if (this.#state.state === "ready") this.#renewReady();
    this.#set({ state: "restarting", problem: why });
    this.#retry = setTimeout(() => this.#start(), wait);
  }

  #renewReady(): void {
    this.#ready = Promise.withResolvers();
    this.#ready.promise.catch(() => undefined);
  }

  #down(reason: string): ProblemError {
    return problem("process-down", `${this.#options.profile.name} stopped.`, {
      next: "Restart it; files can be edited meanwhile.",
      details: reason,
    });
  }

  #tell(change: ServedChange): void {
    const { profile, places } = this.#options;
    if (!profile.languages.includes(change.text.language)) return;
    if (change.type === "opened") this.start();
    const server = this.#process;
    // One that is starting is told all open texts once it is ready.
    if (server === null || this.#state.state !== "ready") return;
    const { path, version, text } = change.text;
    const uri = places.uri(path);
    if (change.type === "opened") this.#open(server, change.text);
    if (change.type === "closed") {
      server.notify("textDocument/didClose", { textDocument: { uri } });
    }
    if (change.type === "changed" && change.edits?.length !== 0) {
      server.notify("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: profile.takesWholeTexts === true ? [{ text }] : changesOf(change),
      });
    }
  }

  #open(server: LanguageServerProcess, { path, language, version, text }: ServedText): void {
    if (!this.#options.profile.languages.includes(language)) return;
    server.notify("textDocument/didOpen", {
      textDocument: { uri: this.#options.places.uri(path), languageId: language, version, text },
    });
  }

  #answer(method: string, params: unknown): unknown {
    this.#asked.fire(method);
    if (method !== "workspace/configuration") return null;
    return sectionsOf(params).map((section) => this.#options.profile.configuration(section));
  }

  async #whenQuiet(): Promise<void> {
    while (this.#waiting > 0) {
      await new Promise<void>((resolve) => {
        const stop = this.#quiet.on(() => {
          stop();
          resolve();
        });
      });
    }
  }

  #set(state: ServerState): void {
    this.#state = state;
    this.#stateChanged.fire(state);
  }
}

const NEVER = new Promise<never>(() => undefined);

/** Using less of the processor than that while it should answer, it waits for nothing. */
const IDLE_CPU_MS = 100;

/** As the protocol has them. */
function changesOf({ text, edits }: Extract<ServedChange, { type: "changed" }>): object[] {
  if (edits === null) return [{ text: text.text }];
  return edits.map((edit) => ({ range: edit.range, text: edit.text }));
}

function sectionsOf(params: unknown): readonly string[] {
  const items = isRecord(params) && Array.isArray(params["items"]) ? params["items"] : [];
  return items.map((item: unknown) =>
    isRecord(item) && typeof item["section"] === "string" ? item["section"] : "",
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** True when the signal came first. */
async function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
  return signal.aborted;
}

async function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(problem("cancelled", "The question was withdrawn."));
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
