import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { Emitter } from "../../common/base/event.ts";
import type { Log } from "../../common/base/log.ts";
import { parseFromCompiler, parseOptimizerResult } from "./fromCompiler.ts";
import { permissionFlags } from "./permissions.ts";
import { configHangs } from "./problems.ts";
import type { CompilerStart, FromCompiler, ToCompiler } from "./protocol.ts";
import { studioDirectory } from "./studioDirectory.ts";
import type { OptimizerResult, OptimizerStart, ToSupervised } from "./supervision.ts";
import { appConfigFile } from "./viteConfigFile.ts";

export interface CompilerProcessOptions {
  /** A real Node binary: Electron's would ignore the permission flags. */
  readonly node: string;
  readonly log: Log;
  /** Scripts to run; by default those beside this file. */
  readonly entries?: { readonly compiler: string; readonly optimizer: string };
  /** How long the process may be silent before it counts as hanging. */
  readonly silenceMs?: number;
}

const PING_MS = 5000;
const SILENCE_MS = 20_000;
const STOP_MS = 3000;
const OPTIMIZE_MS = 180_000;
const KEPT_OUTPUT = 4000;

/**
 * One app's compiler process, seen from the host. The process starts with the first message,
 * which must be `start`. It is not restarted here: whoever hears `onDied` decides.
 */
export class CompilerProcess implements AsyncDisposable {
  readonly #options: CompilerProcessOptions;
  readonly #messages = new Emitter<FromCompiler>();
  readonly #died = new Emitter<{ readonly reason: string }>();
  readonly onMessage = this.#messages.on;
  readonly onDied = this.#died.on;
  #child: ChildProcess | null = null;
  #optimizer: ChildProcess | null = null;
  #optimizing: Promise<OptimizerResult> | null = null;
  #start: CompilerStart | null = null;
  #watchdog: NodeJS.Timeout | null = null;
  #lastHeard = 0;
  #output = "";
  #isEnding = false;

  constructor(options: CompilerProcessOptions) {
    this.#options = options;
  }

  /** Undefined before `start` and after the end. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  send(message: ToCompiler): void {
    if (message.type === "start") this.#launch(message);
    else this.#post(message);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isEnding = true;
    this.#stopWatching();
    this.#optimizer?.kill("SIGKILL");
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    child.once("exit", () => resolve());
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    this.#post({ type: "stop" });
    await promise;
    clearTimeout(timer);
  }

  #launch(start: CompilerStart): void {
    if (this.#child !== null) throw new Error("The compiler process was started before");
    this.#start = start;
    const child = this.#spawn(entriesOf(this.#options).compiler, start, FRUGAL);
    this.#child = child;
    child.on("message", (message) => this.#heard(message));
    child.on("error", (error) => this.#ended(`It could not be started: ${error.message}`));
    child.on("exit", (code, signal) => this.#ended(exitReason(code, signal)));
    this.#lastHeard = Date.now();
    this.#watchdog = setInterval(() => this.#checkSilence(), PING_MS);
    this.#post(start);
    // The compiler would find out the same half a second later.
    if (start.seed === null && !hasCache(start)) void this.#optimize(start);
  }

  async #answerOptimize(): Promise<void> {
    if (this.#start !== null) this.#post(await this.#optimize(this.#start));
  }

  #spawn(entry: string, start: CompilerStart, extra: Frugal): ChildProcess {
    // The permission flags only cover a folder that is there when the process starts.
    mkdirSync(start.cacheDir, { recursive: true });
    const flags = [...permissionFlags(start, studioDirectory()), ...NODE_FLAGS];
    const child = spawn(this.#options.node, [...flags, ...extra.flags, entry], {
      cwd: start.root,
      env: { ...compilerEnvironment(), ...extra.env },
      serialization: "advanced",
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    child.stdout?.on("data", (chunk: Buffer) => this.#keepOutput(chunk));
    child.stderr?.on("data", (chunk: Buffer) => this.#keepOutput(chunk));
    return child;
  }

  #heard(message: unknown): void {
    this.#lastHeard = Date.now();
    const parsed = parseFromCompiler(message);
    if (parsed === null) {
      this.#options.log.warn("compiler sent something else than a message");
    } else if (parsed.type === "optimize") {
      void this.#answerOptimize();
    } else if (parsed.type !== "pong") {
      this.#messages.fire(parsed);
    }
  }

  #checkSilence(): void {
    const silence = Date.now() - this.#lastHeard;
    if (silence < (this.#options.silenceMs ?? SILENCE_MS)) {
      this.#post({ type: "ping" });
      return;
    }
    const start = this.#start;
    const configFile = start === null ? null : appConfigFile(start.root, start.config);
    this.#options.log.warn("compiler hangs", { silence });
    this.#isEnding = true;
    this.#stopWatching();
    this.#child?.kill("SIGKILL");
    const problem = configHangs(Math.round(silence / 1000), configFile);
    this.#messages.fire({ type: "problem", problem });
  }

  /** Runs the optimizer; whoever asks while it runs gets the same outcome. */
  #optimize(start: CompilerStart): Promise<OptimizerResult> {
    this.#optimizing ??= this.#runOptimizer(start).finally(() => (this.#optimizing = null));
    return this.#optimizing;
  }

  async #runOptimizer(start: CompilerStart): Promise<OptimizerResult> {
    const child = this.#spawn(entriesOf(this.#options).optimizer, start, LAVISH);
    this.#optimizer = child;
    const { promise, resolve } = Promise.withResolvers<OptimizerResult>();
    const timer = setTimeout(() => child.kill("SIGKILL"), OPTIMIZE_MS);
    child.once("message", (message) => resolve(parseOptimizerResult(message)));
    child.once("error", (error) => resolve({ type: "optimized", error: error.message }));
    child.once("exit", () => resolve({ type: "optimized", error: "the optimizer stopped" }));
    const { root, cacheDir, config } = start;
    const request: OptimizerStart = { type: "optimize", root, cacheDir, config };
    child.send(request);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  #post(message: ToCompiler | ToSupervised): void {
    if (this.#child?.connected) this.#child.send(message, () => undefined);
  }

  #ended(reason: string): void {
    this.#stopWatching();
    this.#optimizer?.kill("SIGKILL");
    if (this.#isEnding) return;
    this.#isEnding = true;
    const output = this.#output.trim();
    this.#died.fire({ reason: output === "" ? reason : `${reason}\n${output}` });
  }

  #keepOutput(chunk: Buffer): void {
    this.#output = (this.#output + chunk.toString()).slice(-KEPT_OUTPUT);
  }

  #stopWatching(): void {
    if (this.#watchdog !== null) clearInterval(this.#watchdog);
    this.#watchdog = null;
  }
}

function hasCache({ cacheDir }: CompilerStart): boolean {
  return existsSync(path.join(cacheDir, "deps", "_metadata.json"));
}

interface Frugal {
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A compiler waits most of its life: an eighth less memory, at no cost that could be measured. */
const FRUGAL: Frugal = {
  flags: ["--max-semi-space-size=2"],
  env: {
    MALLOC_ARENA_MAX: "2",
    MIMALLOC_PURGE_DELAY: "0",
    RAYON_NUM_THREADS: "2",
    UV_THREADPOOL_SIZE: "2",
  },
};

/** The optimizer is gone in seconds and may take what it needs. */
const LAVISH: Frugal = { flags: [], env: {} };

/** Node warns of each permission that is let through; they are let through on purpose. */
const NODE_FLAGS = ["--disable-warning=PERM0001", "--disable-warning=PERM0006"];

/** From source in development, else the files the build put beside the host's. */
function entriesOf(options: CompilerProcessOptions): { compiler: string; optimizer: string } {
  if (options.entries !== undefined) return options.entries;
  const here = import.meta.dirname;
  if (import.meta.filename.endsWith(".ts")) {
    return { compiler: path.join(here, "main.ts"), optimizer: path.join(here, "optimizer.ts") };
  }
  // The build may put this file into a folder of shared chunks below the entries.
  const built = existsSync(path.join(here, "compiler.js")) ? here : path.dirname(here);
  return { compiler: path.join(built, "compiler.js"), optimizer: path.join(built, "optimizer.js") };
}

/** Nothing of the person's environment: code of the app can read all of it. */
function compilerEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { NODE_ENV: "development", NO_COLOR: "1" };
  const systemRoot = process.env["SystemRoot"];
  return systemRoot === undefined ? env : { ...env, SystemRoot: systemRoot };
}

function exitReason(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `It exited with code ${code ?? 0}.` : `It was ended by ${signal}.`;
}
