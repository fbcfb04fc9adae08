import { utilityProcess, type UtilityProcess } from "electron";
import { HostToShell, type ShellToHost } from "../../common/contracts/shellPipe.ts";

const FIRST_DELAY = 500;
const LONGEST_DELAY = 30_000;
/** A host that lived this long did not die of its start. */
const STEADY_AFTER = 60_000;
const STOP_WITHIN = 8_000;

export interface HostEvents {
  onMessage(message: HostToShell): void;
  /** Every connection is lost; the next host is on its way unless the shell quits. */
  onExit(): void;
}

/** Keeps one host running: starts it again when it dies, later each time it dies at once. */
export class HostProcess {
  readonly #file: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #events: HostEvents;
  #process: UtilityProcess | undefined;
  #delay = FIRST_DELAY;
  #isStopping = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(file: string, env: NodeJS.ProcessEnv, events: HostEvents) {
    this.#file = file;
    this.#env = env;
    this.#events = events;
  }

  start(): void {
    const startedAt = Date.now();
    const host = utilityProcess.fork(this.#file, [], {
      serviceName: "Studio host",
      env: this.#env,
    });
    this.#process = host;
    host.on("message", (data: unknown) => {
      const message = HostToShell.safeParse(data).data;
      if (message !== undefined) this.#events.onMessage(message);
    });
    host.once("exit", () => {
      this.#process = undefined;
      this.#events.onExit();
      if (Date.now() - startedAt > STEADY_AFTER) this.#delay = FIRST_DELAY;
      if (!this.#isStopping) this.#restartLater();
    });
  }

  #restartLater(): void {
    this.#timer = setTimeout(() => this.start(), this.#delay);
    this.#delay = Math.min(this.#delay * 2, LONGEST_DELAY);
  }

  post(message: ShellToHost): void {
    this.#process?.postMessage(message);
  }

  /** Lets the host close its children and itself; ends it when it does not. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#timer);
    const host = this.#process;
    if (host === undefined) return;
    const exited = new Promise<void>((resolve) => host.once("exit", () => resolve()));
    this.post({ type: "stop" });
    const timer = setTimeout(() => host.kill(), STOP_WITHIN);
    await exited;
    clearTimeout(timer);
  }
}
