import { utilityProcess, type UtilityProcess } from "electron";
import { HostToShell, type ShellToHost } from "../../common/contracts/shellPipe.ts";
import { RestartDelay } from "./restartDelay.ts";

const STOP_WITHIN_MS = 8_000;

export interface HostEvents {
  onMessage(message: HostToShell): void;
  /** Every connection is lost; the next host is on its way unless the shell quits. */
  onExit(): void;
}

/** Keeps one host running until it is stopped. */
export class HostProcess {
  readonly #file: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #events: HostEvents;
  readonly #delay = new RestartDelay();
  #process: UtilityProcess | undefined;
  #isStopping = false;

  constructor(file: string, env: NodeJS.ProcessEnv, events: HostEvents) {
    this.#file = file;
    this.#env = env;
    this.#events = events;
  }

  start(): void {
    if (this.#isStopping) return;
    const startedAt = Date.now();
    const options = { serviceName: "Studio host", env: this.#env };
    this.#process = utilityProcess.fork(this.#file, [], options);
    this.#process.on("message", (data: unknown) => {
      const message = HostToShell.safeParse(data).data;
      if (message !== undefined) this.#events.onMessage(message);
    });
    this.#process.once("exit", () => {
      this.#process = undefined;
      this.#events.onExit();
      setTimeout(() => this.start(), this.#delay.after(Date.now() - startedAt));
    });
  }

  /** False while no host runs: the message is lost. */
  post(message: ShellToHost): boolean {
    this.#process?.postMessage(message);
    return this.#process !== undefined;
  }

  /** Lets the host close its children and itself; ends it when it does not. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const host = this.#process;
    if (host === undefined) return;
    const exited = new Promise<void>((resolve) => host.once("exit", () => resolve()));
    this.post({ type: "stop" });
    const timer = setTimeout(() => host.kill(), STOP_WITHIN_MS);
    await exited;
    clearTimeout(timer);
  }
}
