import { fork } from "node:child_process";
import type { Log } from "../../common/base/log.ts";
import { problem } from "../../common/contracts/problem.ts";
import { JobProcess } from "../processes/jobProcess.ts";
import { FromSyntax, type SyntaxError, type ToSyntax } from "./protocol.ts";

export interface SyntaxProcessOptions {
  readonly nodeBinary: string;
  readonly entry: string;
  readonly log: Log;
}

const LIMIT_MS = 5_000;
const IDLE_MS = 5 * 60_000;

/** Parses texts outside the host. */
export class SyntaxProcess implements AsyncDisposable {
  readonly #jobs: JobProcess<FromSyntax>;

  constructor({ nodeBinary, entry, log }: SyntaxProcessOptions) {
    this.#jobs = new JobProcess({
      name: "parser",
      launch: () =>
        fork(entry, [], {
          execPath: nodeBinary,
          execArgv: [],
          env: { NO_COLOR: "1" },
          stdio: ["ignore", "ignore", "pipe", "ipc"],
        }),
      parse: (message) => FromSyntax.safeParse(message).data,
      died: (details) =>
        problem("process-down", "The parser ended before it was done.", { details }),
      idleMs: IDLE_MS,
      log,
    });
  }

  get pid(): number | null {
    return this.#jobs.pid;
  }

  /** @throws `process-down` when it dies or hangs, `cancelled` after the end. */
  async errors(path: string, text: string): Promise<readonly SyntaxError[]> {
    const job: Omit<ToSyntax, "id"> = { path, text };
    const { errors } = await this.#jobs.run(job, { ms: LIMIT_MS, hangs });
    return errors;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#jobs[Symbol.asyncDispose]();
  }
}

function hangs(): Error {
  return problem("process-down", `The parser took longer than ${LIMIT_MS / 1000} seconds.`);
}
