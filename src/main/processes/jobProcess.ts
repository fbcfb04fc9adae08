import type { ChildProcess } from "node:child_process";
import type { Log } from "../../common/base/log.ts";
import { problem } from "../../common/contracts/problem.ts";

export interface JobProcessOptions<Answer extends { readonly id: number }> {
  /** As the log calls it. */
  readonly name: string;
  /** Forks the child, with a channel for messages; its error output is told when it dies. */
  readonly launch: () => ChildProcess;
  /** What the child says; undefined for what is no answer. */
  readonly parse: (message: unknown) => Answer | undefined;
  /** The failure of every job that a child took with it. */
  readonly died: (details: string) => Error;
  /** After this long without a job the child's memory is given back. */
  readonly idleMs: number;
  readonly log: Log;
}

interface JobLimit {
  readonly ms: number;
  /** What fails when it took longer: the job, and those beside it, for the child is ended. */
  readonly hangs: () => Error;
}

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

const KEPT_OUTPUT = 4000;

/** A child for work of a kind. It starts with the first job, and again after one that killed it. */
export class JobProcess<Answer extends { readonly id: number }> implements AsyncDisposable {
  readonly #options: JobProcessOptions<Answer>;
  readonly #waiting = new Map<number, Waiting<Answer>>();
  #child: ChildProcess | null = null;
  #idle: NodeJS.Timeout | undefined;
  #errors = "";
  #lastId = 0;
  #isDisposed = false;

  constructor(options: JobProcessOptions<Answer>) {
    this.#options = options;
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** Sends the job with an id of its own, which the answer repeats. */
  run(job: object, limit: JobLimit): Promise<Answer> {
    if (this.#isDisposed) return Promise.reject(ended());
    this.#child ??= this.#launch();
    this.#lastId += 1;
    const id = this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    // A child that loops never hears a request to stop.
    const timer = setTimeout(() => this.#end(limit.hangs()), limit.ms);
    this.#waiting.set(id, { resolve, reject, timer });
    this.#child.send({ ...job, id }, () => undefined);
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#end(ended()), this.#options.idleMs);
    this.#idle.unref();
    return promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    this.#end(ended());
  }

  #launch(): ChildProcess {
    const { name, launch, log } = this.#options;
    const child = launch();
    this.#errors = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      this.#errors = (this.#errors + chunk.toString()).slice(-KEPT_OUTPUT);
    });
    child.on("message", (message) => this.#heard(message));
    child.once("error", (error) => this.#died(child, error.message));
    child.once("exit", (code, signal) => this.#died(child, `exit ${String(code ?? signal)}`));
    log.info(`${name} started`, { pid: child.pid });
    return child;
  }

  #heard(message: unknown): void {
    const answer = this.#options.parse(message);
    if (answer === undefined) return;
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    clearTimeout(waiting?.timer);
    waiting?.resolve(answer);
  }

  #died(child: ChildProcess, reason: string): void {
    if (this.#child !== child) return;
    this.#end(this.#options.died(`${reason}\n${this.#errors}`.trim()));
  }

  #end(error: Error): void {
    clearTimeout(this.#idle);
    const child = this.#child;
    this.#child = null;
    child?.kill("SIGKILL");
    const { name, log } = this.#options;
    if (child !== null) log.info(`${name} ended`, { reason: error.message });
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#waiting.clear();
  }
}

/** Its owner is gone, or nothing was asked for long. */
function ended(): Error {
  return problem("cancelled", "What it was for is closed.");
}
