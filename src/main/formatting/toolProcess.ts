import { fork } from "node:child_process";
import type { Log } from "../../common/base/log.ts";
import { problem } from "../../common/contracts/problem.ts";
import { JobProcess } from "../processes/jobProcess.ts";
import { FromTools, type ToolHost, type ToolJob } from "./protocol.ts";

export interface ToolProcessOptions {
  readonly nodeBinary: string;
  readonly entry: string;
  /** The app's folder. */
  readonly root: string;
  readonly log: Log;
}

/** What of the environment an app's tools see: none of the person's variables. */
const PASSED_ON = ["HOME", "PATH", "SystemRoot", "TMPDIR", "TEMP", "TMP", "USERPROFILE"];

/** Nobody formats while they read. */
const IDLE_MS = 10 * 60_000;

/** One app's tools. */
export class ToolProcess implements ToolHost {
  readonly #jobs: JobProcess<FromTools>;

  constructor({ nodeBinary, entry, root, log }: ToolProcessOptions) {
    this.#jobs = new JobProcess({
      name: "tools",
      launch: () =>
        fork(entry, [], {
          cwd: root,
          execPath: nodeBinary,
          execArgv: [],
          env: environment(),
          stdio: ["ignore", "ignore", "pipe", "ipc"],
        }),
      parse: (message) => FromTools.safeParse(message).data,
      died,
      idleMs: IDLE_MS,
      log,
    });
  }

  get pid(): number | null {
    return this.#jobs.pid;
  }

  run(job: ToolJob, limitMs: number): Promise<FromTools> {
    return this.#jobs.run(job, { ms: limitMs, hangs: () => hangs(limitMs) });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#jobs[Symbol.asyncDispose]();
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
