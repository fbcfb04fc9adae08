import { type ChildProcess, fork } from "node:child_process";
import type { Log } from "../../common/base/log.ts";
import type { DesignPlan } from "../../common/contracts/design.ts";
import { problem } from "../../common/contracts/problem.ts";
import { PlanAnswer, type PlanJob, type Planner } from "../services/design/ports.ts";

export interface PlanProcessOptions {
  readonly nodeBinary: string;
  readonly entry: string;
  readonly log: Log;
}

const LIMIT_MS = 10_000;
const IDLE_MS = 5 * 60_000;
const KEPT_OUTPUT = 4000;

interface Waiting {
  readonly resolve: (plan: DesignPlan) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Starts with the first plan, and again after one that killed it; idle, it gives its memory back. */
export class PlanProcess implements Planner {
  readonly #options: PlanProcessOptions;
  readonly #waiting = new Map<number, Waiting>();
  #child: ChildProcess | null = null;
  #idle: NodeJS.Timeout | undefined;
  #errors = "";
  #lastId = 0;
  #isDisposed = false;

  constructor(options: PlanProcessOptions) {
    this.#options = options;
  }

  plan(job: Omit<PlanJob, "id">): Promise<DesignPlan> {
    if (this.#isDisposed) return Promise.reject(problem("cancelled", "Studio is closing."));
    this.#child ??= this.#launch();
    this.#lastId += 1;
    const id = this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<DesignPlan>();
    const timer = setTimeout(() => this.#end(hangs()), LIMIT_MS);
    this.#waiting.set(id, { resolve, reject, timer });
    this.#child.send({ ...job, id } satisfies PlanJob, () => undefined);
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#end(problem("cancelled", "Not used.")), IDLE_MS);
    this.#idle.unref();
    return promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    this.#end(problem("cancelled", "Studio is closing."));
  }

  #launch(): ChildProcess {
    const { nodeBinary, entry, log } = this.#options;
    const child = fork(entry, [], {
      execPath: nodeBinary,
      execArgv: ["--max-old-space-size=512"],
      env: { NO_COLOR: "1" },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#errors = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      this.#errors = (this.#errors + chunk.toString()).slice(-KEPT_OUTPUT);
    });
    child.on("message", (message) => this.#heard(message));
    child.once("error", (error) => this.#died(child, error.message));
    child.once("exit", (code, signal) => this.#died(child, `exit ${String(code ?? signal)}`));
    log.info("planner started", { pid: child.pid });
    return child;
  }

  #heard(message: unknown): void {
    const answer = PlanAnswer.safeParse(message).data;
    if (answer === undefined) return;
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    clearTimeout(waiting?.timer);
    if (answer.type === "planned") waiting?.resolve(answer.plan);
    else waiting?.reject(mistake(answer.reason));
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
    if (child !== null) this.#options.log.info("planner ended", { reason: error.message });
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#waiting.clear();
  }
}

function mistake(details: string): Error {
  return problem("internal", "The edit could not be planned.", {
    next: "Make the change in the code; nothing was written.",
    details,
  });
}

function hangs(): Error {
  return problem("process-down", `Planning took longer than ${LIMIT_MS / 1000} seconds.`, {
    next: "Make the change in the code; nothing was written.",
  });
}

function died(details: string): Error {
  return problem("process-down", "The planner ended before it was done.", {
    next: "Try again; it starts anew.",
    details,
  });
}
