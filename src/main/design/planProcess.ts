import { fork } from "node:child_process";
import type { Log } from "../../common/base/log.ts";
import type { DesignPlan } from "../../common/contracts/design.ts";
import { problem } from "../../common/contracts/problem.ts";
import { JobProcess } from "../processes/jobProcess.ts";
import { PlanAnswer, type PlanJob, type Planner } from "../services/design/ports.ts";

export interface PlanProcessOptions {
  readonly nodeBinary: string;
  readonly entry: string;
  readonly log: Log;
}

const LIMIT_MS = 10_000;
const IDLE_MS = 5 * 60_000;

/** Plans visual edits outside the host. */
export class PlanProcess implements Planner {
  readonly #jobs: JobProcess<PlanAnswer>;

  constructor({ nodeBinary, entry, log }: PlanProcessOptions) {
    this.#jobs = new JobProcess({
      name: "planner",
      launch: () =>
        fork(entry, [], {
          execPath: nodeBinary,
          execArgv: ["--max-old-space-size=512"],
          env: { NO_COLOR: "1" },
          stdio: ["ignore", "ignore", "pipe", "ipc"],
        }),
      parse: (message) => PlanAnswer.safeParse(message).data,
      died,
      idleMs: IDLE_MS,
      log,
    });
  }

  async plan(job: Omit<PlanJob, "id">): Promise<DesignPlan> {
    const answer = await this.#jobs.run(job, { ms: LIMIT_MS, hangs });
    if (answer.type === "planned") return answer.plan;
    throw mistake(answer.reason);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#jobs[Symbol.asyncDispose]();
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
