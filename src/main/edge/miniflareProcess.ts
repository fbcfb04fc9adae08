import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import {
  Log as MiniflareLog,
  LogLevel,
  Miniflare,
  Response,
  type MiniflareOptions,
} from "miniflare";
import { z } from "zod";
import { must } from "../../common/base/assert.ts";
import type { Log } from "../../common/base/log.ts";
import { freePort } from "./freePort.ts";

type Worker = MiniflareOptions["workers"][number];
type WorkerConfig = Worker["config"];

export type WorkerEnv = NonNullable<WorkerConfig["env"]>;

export interface Answer {
  readonly status: number;
  readonly body: string | null;
}

export type Handler = (request: { readonly path: string; readonly body: string }) => Answer;

export interface WorkerdOptions {
  readonly name: string;
  /** The worker's bundle, one ES module. */
  readonly source: string;
  readonly env: WorkerEnv;
  /** Bindings whose requests are answered here, in this process. */
  readonly handlers: Readonly<Record<string, Handler>>;
  /** Durable Object classes of the bundle, all with SQLite storage. */
  readonly objects: readonly string[];
  /** Loopback sockets that go straight to an entrypoint, the default one when none is named. */
  readonly sockets: readonly { readonly port: number; readonly entrypoint?: string }[];
  /** Where Durable Objects and R2 keep their files. */
  readonly stateDir: string;
  readonly log: Log;
  /** Each line that workerd or a worker in it prints. */
  readonly onLine?: (line: string) => void;
  readonly onStarted?: (pid: number) => void;
  /** `signal` is what ended it; null when it exited by itself. */
  readonly onDied?: (signal: NodeJS.Signals | null) => void;
  /** It died, and answers again. */
  readonly onRestarted?: () => Promise<void>;
}

/** ISO date: this workerd knows no newer behaviour. */
export const NEWEST_COMPATIBILITY_DATE = z
  .object({ compatibilityDate: z.iso.date() })
  .parse(createRequire(import.meta.url)("workerd")).compatibilityDate;

const COMPATIBILITY_DATE = "2026-09-01";

/** Said by workerd, with a stack of addresses, whenever an idle isolate is dropped on purpose. */
const EVICTION_NOISE = /script terminated|^\s*stack:|abortIsolate|evicted/;

/**
 * One workerd process. The package that drives it is a beta that promises no stable interface:
 * this file is the only one that imports it.
 */
export class WorkerdProcess implements AsyncDisposable {
  readonly #options: WorkerdOptions;
  readonly #port: number;
  readonly #watch: SpawnWatch;
  #miniflare: Miniflare | undefined;
  #isUp = false;
  #disposed = false;

  private constructor(options: WorkerdOptions, port: number) {
    this.#options = options;
    this.#port = port;
    this.#watch = new SpawnWatch(`--socket-addr=entry=127.0.0.1:${port}`, {
      onStarted: (pid) => options.onStarted?.(pid),
      onExit: (signal) => this.#died(signal),
    });
  }

  /** Resolves when its sockets answer. Rejects when a port is taken or the worker cannot start. */
  static async start(options: WorkerdOptions): Promise<WorkerdProcess> {
    const started = new WorkerdProcess(options, await freePort());
    try {
      await started.#run();
      return started;
    } catch (error) {
      await started[Symbol.asyncDispose]();
      throw error;
    }
  }

  get pid(): number {
    return must(this.#watch.child?.pid, "the pid of workerd");
  }

  /** Ends it at once, whatever it does; it is started again by itself. */
  kill(): void {
    this.#watch.child?.kill("SIGKILL");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    this.#watch[Symbol.dispose]();
    await this.#miniflare?.dispose();
  }

  async #run(): Promise<void> {
    const onRestarted = () => this.#serves();
    this.#miniflare = new Miniflare(miniflareOptions(this.#options, this.#port, onRestarted));
    await this.#miniflare.ready;
    this.#isUp = true;
  }

  async #serves(): Promise<void> {
    this.#isUp = true;
    await this.#options.onRestarted?.();
  }

  /** The package starts it again by itself, but gives up when it dies while it is starting. */
  #died(signal: NodeJS.Signals | null): void {
    if (this.#disposed) return;
    const diedStarting = !this.#isUp;
    this.#isUp = false;
    if (diedStarting && this.#miniflare !== undefined) void this.#revive();
    else this.#options.onDied?.(signal);
  }

  async #revive(): Promise<void> {
    const { log } = this.#options;
    try {
      await this.#miniflare?.dispose();
      if (this.#disposed) return;
      await this.#run();
      await this.#serves();
    } catch (error) {
      // Nothing more can be done from here: the watchdog sees that it stays away.
      log.error("workerd cannot be started again", { error: String(error) });
    }
  }
}

function miniflareOptions(
  options: WorkerdOptions,
  port: number,
  onRestarted: () => Promise<void>,
): MiniflareOptions {
  const { log, onLine } = options;
  return {
    host: "127.0.0.1",
    port,
    cf: false,
    logRequests: false,
    log: new MiniflareLog(LogLevel.NONE),
    telemetry: { enabled: false },
    resourcePersistencePath: options.stateDir,
    handleStructuredLogs: ({ level, message }) => {
      onLine?.(message);
      if (level === "error" && !EVICTION_NOISE.test(message)) log.warn(message.slice(0, 2_000));
    },
    unsafeHandleRuntimeRestart: onRestarted,
    workers: [workerOptions(options)],
  };
}

function workerOptions({ name, source, env, handlers, objects, sockets }: WorkerdOptions): Worker {
  const file = `${name}.js`;
  return {
    config: {
      name,
      compatibilityDate: COMPATIBILITY_DATE,
      // Dropping isolates and starting objects from dynamic code are still experimental.
      compatibilityFlags: ["experimental"],
      manifest: {
        mainModule: file,
        modules: { [file]: { type: "esm", contents: source } },
      },
      env: { ...env, ...Object.fromEntries(Object.entries(handlers).map(handlerBinding)) },
      exports: Object.fromEntries(
        objects.map((object) => [object, { type: "durable-object", storage: "sqlite" }] as const),
      ),
    },
    dev: {
      unsafeDirectSockets: sockets.map((socket) => ({ host: "127.0.0.1", ...socket })),
    },
  };
}

function handlerBinding([name, answer]: [string, Handler]): [string, WorkerEnv[string]] {
  return [
    name,
    {
      type: "fetcher",
      handler: async (request) => {
        const { pathname } = new URL(request.url);
        const { status, body } = answer({ path: pathname, body: await request.text() });
        return new Response(body, { status });
      },
    },
  ];
}

interface SpawnEvents {
  readonly onStarted: (pid: number) => void;
  readonly onExit: (signal: NodeJS.Signals | null) => void;
}

/** Learns which process was started, also after a crash: the package does not tell. */
class SpawnWatch implements Disposable {
  readonly #argument: string;
  readonly #events: SpawnEvents;
  #child: ChildProcess | undefined;

  /** @param argument only our process has it on its command line */
  constructor(argument: string, events: SpawnEvents) {
    this.#argument = argument;
    this.#events = events;
    subscribe("child_process", this.#onProcess);
  }

  get child(): ChildProcess | undefined {
    return this.#child;
  }

  [Symbol.dispose](): void {
    unsubscribe("child_process", this.#onProcess);
  }

  readonly #onProcess = (message: unknown): void => {
    const { process: child } = message as { readonly process: ChildProcess };
    child.once("spawn", () => {
      if (!child.spawnargs.includes(this.#argument)) return;
      this.#child = child;
      this.#events.onStarted(must(child.pid, "the pid of a started process"));
      child.once("exit", (_, signal) => {
        if (this.#child === child) this.#events.onExit(signal);
      });
    });
  };
}
