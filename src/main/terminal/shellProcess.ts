import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import { Emitter } from "../../common/base/event.ts";
import type { Log } from "../../common/base/log.ts";
import type { FromShells, ShellHost, ToShells } from "./protocol.ts";

export interface ShellProcessOptions {
  /** A real Node binary: Electron's own cannot load every native package. */
  readonly nodeBinary: string;
  /** The process's entry file. */
  readonly entry: string;
  readonly log: Log;
  /** The package that opens pseudo terminals; another name makes plain terminals. */
  readonly ptyPackage?: string;
}

const Id = z.string();
const Message: z.ZodType<FromShells> = z.discriminatedUnion("type", [
  z.object({ type: z.literal("started"), id: Id, device: z.enum(["pty", "pipe"]) }),
  z.object({ type: z.literal("output"), id: Id, data: z.string() }),
  z.object({ type: z.literal("program"), id: Id, program: z.string(), busy: z.boolean() }),
  z.object({
    type: z.literal("ended"),
    id: Id,
    code: z.number().nullable(),
    reason: z.string().nullable(),
  }),
]);

const STOP_MS = 4000;
const KEPT_OUTPUT = 4000;

/**
 * The process with the shells, seen from the host. The first message starts it; after a death
 * the next message starts another, because a person asked for it.
 */
export class ShellProcess implements ShellHost, AsyncDisposable {
  readonly #options: ShellProcessOptions;
  readonly #messages = new Emitter<FromShells>();
  readonly #died = new Emitter<{ readonly reason: string }>();
  readonly onMessage = this.#messages.on;
  readonly onDied = this.#died.on;
  #child: ChildProcess | null = null;
  #isDisposed = false;

  constructor(options: ShellProcessOptions) {
    this.#options = options;
  }

  /** Null while it does not run. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  send(message: ToShells): void {
    // Only a new shell is worth a process; the others speak to shells that went with the last.
    if (message.type === "start" && !this.#isDisposed) this.#child ??= this.#launch();
    if (this.#child?.connected) this.#child.send(message, () => undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    if (child.connected) child.disconnect();
    await exited;
    clearTimeout(timer);
  }

  #launch(): ChildProcess {
    const { nodeBinary, entry, ptyPackage, log } = this.#options;
    const child = fork(entry, ptyPackage === undefined ? [] : [ptyPackage], {
      execPath: nodeBinary,
      execArgv: [],
      // The shells get an environment of their own with each start.
      env: {},
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let errors = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-KEPT_OUTPUT);
    });
    child.on("message", (message) => this.#heard(message));
    child.once("error", (error) => this.#ended(child, error.message));
    child.once("exit", (code, signal) => {
      this.#ended(child, `exit ${String(code ?? signal)}\n${errors}`.trim());
    });
    log.info("shells started", { pid: child.pid });
    return child;
  }

  #heard(message: unknown): void {
    const parsed = Message.safeParse(message);
    if (parsed.success) this.#messages.fire(parsed.data);
    else this.#options.log.warn("shells sent something else than a message");
  }

  #ended(child: ChildProcess, reason: string): void {
    if (this.#child !== child) return;
    this.#child = null;
    this.#options.log.info("shells ended", { reason });
    if (!this.#isDisposed) this.#died.fire({ reason });
  }
}
