import { type ChildProcess, fork } from "node:child_process";
import type { Log } from "../../common/base/log.ts";
import { problem } from "../../common/contracts/problem.ts";
import { FromTools, type ToolHost, type ToolJob, type ToTools } from "./protocol.ts";

export interface ToolProcessOptions {
  readonly nodeBinary: string;
  readonly entry: string;
  /** The app's folder. */
  readonly root: string;
  readonly log: Log;
}

/** What of the environment an app's tools see: none of the person's variables. */
const PASSED_ON = ["HOME", "PATH", "SystemRoot", "TMPDIR", "TEMP", "TMP", "USERPROFILE"];

const IDLE_MS = 10 * 60_000;
const KEPT_OUTPUT = 4000;

interface Waiting {
  readonly resolve: (answer: FromTools) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** One app's tools. The process starts with the first job, and again after one that killed it. */
export class ToolProcess implements ToolHost {
  readonly #options: ToolProcessOptions;
  readonly #waiting = new Map<number, Waiting>();
  #child: ChildProcess | null = null;
  #idle: NodeJS.Timeout | undefined;
  #errors = "";
  #lastId = 0;
  #isDisposed = false;

  constructor(options: ToolProcessOptions) {
    this.#options = options;
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  run(job: ToolJob, limitMs: number): Promise<FromTools> {
    if (this.#isDisposed) return Promise.reject(problem("cancelled", "The app was closed."));
    this.#child ??= this.#launch();
    this.#lastId += 1;
    const id = this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<FromTools>();
    // A tool that loops never hears a request to stop, so its process is ended.
    const timer = setTimeout(() => this.#end(hangs(limitMs)), limitMs);
    this.#waiting.set(id, { resolve, reject, timer });
    this.#child.send({ ...job, id } satisfies ToTools, () => undefined);
    this.#rest();
    return promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    this.#end(problem("cancelled", "The app was closed."));
  }

  #launch(): ChildProcess {
    const { nodeBinary, entry, root, log } = this.#options;
    const child = fork(entry, [], {
      cwd: root,
      execPath: nodeBinary,
      execArgv: [],
      env: environment(),
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#errors = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      this.#errors = (this.#errors + chunk.toString()).slice(-KEPT_OUTPUT);
    });
    child.on("message", (message) => this.#heard(message));
    child.once("error", (error) => this.#died(child, error.message));
    child.once("exit", (code, signal) => this.#died(child, `exit ${String(code ?? signal)}`));
    log.info("tools started", { pid: child.pid });
    return child;
  }

  #heard(message: unknown): void {
    const answer = FromTools.safeParse(message).data;
    if (answer === undefined) return;
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    clearTimeout(waiting?.timer);
    waiting?.resolve(answer);
  }

  #died(child: ChildProcess, reason: string): void {
    if (this.#child !== child) return;
    this.#end(died(`${reason}\n${this.#errors}`.trim()));
  }

  #end(error: Error): void {
    clearTimeout(this.#idle);
    const child = this.#child;
    this.#child = null;
    child?.kill("SIGKILL");
    if (child !== null) this.#options.log.info("tools ended", { reason: error.message });
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#waiting.clear();
  }

  /** Nobody formats while they read: the memory is given back. */
  #rest(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#end(problem("cancelled", "Not used.")), IDLE_MS);
    this.#idle.unref();
  }
}

function environment(): NodeJS.ProcessEnv {
  const passed = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(passed), NODE_ENV: "development", NO_COLOR: "1" };
}

function hangs(limitMs: number): Error {
  return problem("process-down", `It did not answer within ${limitMs / 1000} seconds.`, {
    next: "Try again; it was stopped.",
  });
}

function died(details: string): Error {
  return problem("process-down", "Its process ended before it was done.", {
    next: "Try again; it starts anew.",
    details,
  });
}
