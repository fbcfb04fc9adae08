import { type ChildProcess, fork } from "node:child_process";
import type { Log } from "../../common/base/log.ts";
import { problem } from "../../common/contracts/problem.ts";
import { FromSyntax, type SyntaxError, type ToSyntax } from "./protocol.ts";

export interface SyntaxProcessOptions {
  readonly nodeBinary: string;
  readonly entry: string;
  readonly log: Log;
}

interface Waiting {
  readonly resolve: (errors: readonly SyntaxError[]) => void;
  readonly reject: (error: Error) => void;
}

const LIMIT_MS = 5_000;
const IDLE_MS = 5 * 60_000;

/** Parses texts outside the host. The process starts with the first one, and again after a death. */
export class SyntaxProcess implements AsyncDisposable {
  readonly #options: SyntaxProcessOptions;
  readonly #waiting = new Map<number, Waiting>();
  #child: ChildProcess | null = null;
  #idle: NodeJS.Timeout | undefined;
  #lastId = 0;
  #isDisposed = false;

  constructor(options: SyntaxProcessOptions) {
    this.#options = options;
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** @throws `process-down` when it dies or hangs, `cancelled` after the end. */
  async errors(path: string, text: string): Promise<readonly SyntaxError[]> {
    if (this.#isDisposed) throw problem("cancelled", "Studio is ending.");
    const child = (this.#child ??= this.#launch());
    this.#lastId += 1;
    const id = this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<readonly SyntaxError[]>();
    this.#waiting.set(id, { resolve, reject });
    // A parser that loops never hears a request to stop, so its process is ended.
    const timer = setTimeout(() => this.#end(child, "hangs"), LIMIT_MS);
    child.send({ id, path, text } satisfies ToSyntax, () => undefined);
    this.#rest(child);
    return promise.finally(() => clearTimeout(timer));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    if (this.#child !== null) this.#end(this.#child, "Studio is ending");
  }

  #launch(): ChildProcess {
    const { nodeBinary, entry, log } = this.#options;
    const child = fork(entry, [], {
      execPath: nodeBinary,
      execArgv: [],
      env: { NO_COLOR: "1" },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    child.on("message", (message) => this.#heard(message));
    child.once("error", (error) => this.#end(child, error.message));
    child.once("exit", (code, signal) => this.#end(child, `exit ${String(code ?? signal)}`));
    log.info("parser started", { pid: child.pid });
    return child;
  }

  #heard(message: unknown): void {
    const answer = FromSyntax.safeParse(message).data;
    if (answer === undefined) return;
    this.#waiting.get(answer.id)?.resolve(answer.errors);
    this.#waiting.delete(answer.id);
  }

  #end(child: ChildProcess, reason: string): void {
    if (this.#child !== child) return;
    clearTimeout(this.#idle);
    this.#child = null;
    child.kill("SIGKILL");
    this.#options.log.info("parser ended", { reason });
    const gone = problem("process-down", "The parser ended before it was done.", {
      details: reason,
    });
    for (const { reject } of this.#waiting.values()) reject(gone);
    this.#waiting.clear();
  }

  #rest(child: ChildProcess): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#end(child, "not used"), IDLE_MS);
    this.#idle.unref();
  }
}
