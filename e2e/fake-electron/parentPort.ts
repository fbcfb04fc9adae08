// The child's side of the fake utility process: Electron's `process.parentPort` over Node's IPC.
import { EventEmitter } from "node:events";

/** Keeps messages until somebody listens, as Electron's port does. */
class ParentPort extends EventEmitter {
  #early: unknown[] | null = [];

  constructor() {
    super();
    process.on("message", (data) => this.#receive(data));
    this.on("newListener", (event) => {
      if (event === "message") setImmediate(() => this.#flush());
    });
  }

  #receive(data: unknown): void {
    if (this.#early === null) this.emit("message", { data });
    else this.#early.push(data);
  }

  #flush(): void {
    const early = this.#early ?? [];
    this.#early = null;
    for (const data of early) this.emit("message", { data });
  }

  postMessage(message: unknown): void {
    process.send?.(message);
  }
}

// Electron ends its utility processes when it ends itself.
process.on("disconnect", () => process.exit(0));
Object.assign(process, { parentPort: new ParentPort() });
