import type { FromShells, ShellStart, ToShells } from "./protocol.ts";
import { Outlet } from "./outlet.ts";
import { startPipeShell } from "./pipeShell.ts";
import { type SpawnPty, startPtyShell } from "./ptyShell.ts";
import type { Shell, ShellEvents } from "./shell.ts";

interface Running {
  readonly shell: Shell;
  readonly outlet: Outlet;
  /** What was told last about the foreground. */
  told: string;
  check: NodeJS.Timeout | undefined;
}

/** The shells of one process. */
export class ShellSet {
  readonly #spawnPty: SpawnPty | null;
  readonly #send: (message: FromShells, taken: () => void) => void;
  readonly #running = new Map<string, Running>();

  /** @param spawnPty Null where there are no pseudo terminals. */
  constructor(spawnPty: SpawnPty | null, send: (message: FromShells, taken: () => void) => void) {
    this.#spawnPty = spawnPty;
    this.#send = send;
  }

  receive(message: ToShells): void {
    if (message.type === "start") {
      this.#start(message);
      return;
    }
    const running = this.#running.get(message.id);
    if (running === undefined) return;
    const { shell, outlet } = running;
    if (message.type === "write") shell.write(message.data);
    else if (message.type === "resize") shell.resize(message.size);
    else if (message.type === "hold") outlet.hold(message.held);
    else shell.end();
  }

  endAll(): void {
    for (const { shell } of this.#running.values()) shell.end();
  }

  get isEmpty(): boolean {
    return this.#running.size === 0;
  }

  #start(start: ShellStart): void {
    const { id } = start;
    const outlet = new Outlet(
      (data, taken) => this.#send({ type: "output", id, data }, taken),
      (paused) => this.#running.get(id)?.shell.setPaused(paused),
    );
    const events: ShellEvents = {
      onData: (data) => {
        outlet.push(data);
        this.#checkSoon(id);
      },
      onEnd: (code) => this.#ended(id, outlet, code),
    };
    try {
      const shell = this.#open(start, events);
      this.#running.set(id, { shell, outlet, told: "", check: undefined });
      this.#tell({ type: "started", id, device: shell.device });
      this.#checkSoon(id);
    } catch (error) {
      this.#tell({ type: "ended", id, code: null, reason: String(error) });
    }
  }

  #open(start: ShellStart, events: ShellEvents): Shell {
    if (this.#spawnPty === null) return startPipeShell(start, events);
    return startPtyShell(this.#spawnPty, start, events);
  }

  #ended(id: string, outlet: Outlet, code: number | null): void {
    clearTimeout(this.#running.get(id)?.check);
    this.#running.delete(id);
    outlet.finish();
    this.#tell({ type: "ended", id, code, reason: null });
  }

  /** A program that starts or ends writes something: then is the time to look. */
  #checkSoon(id: string): void {
    const running = this.#running.get(id);
    if (running === undefined || running.check !== undefined) return;
    running.check = setTimeout(() => void this.#check(id, running), CHECK_MS);
  }

  async #check(id: string, running: Running): Promise<void> {
    const { program, busy } = await running.shell.foreground();
    running.check = undefined;
    if (this.#running.get(id) !== running) return;
    const told = `${program}\n${busy}`;
    if (told !== running.told) this.#tell({ type: "program", id, program, busy });
    running.told = told;
    // What runs without a word must be seen to end as well.
    if (busy) this.#checkSoon(id);
  }

  #tell(message: FromShells): void {
    this.#send(message, () => undefined);
  }
}

const CHECK_MS = 200;
