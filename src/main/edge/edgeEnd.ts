import type { Role } from "./edgeRuntime.ts";

/** A supervisor kills an edge that takes 5 s, and nobody would end its workerd processes then. */
const DISPOSE_LIMIT_MS = 4_000;

/** How the edge's process ends at any moment of its life without leaving a workerd behind. */
export class EdgeEnd {
  readonly #workerds = new Map<Role, number>();
  #edge: AsyncDisposable | undefined;
  #begun = false;

  /** A workerd process runs from now on, in the place of an earlier one of its role. */
  started(role: Role, pid: number): void {
    this.#workerds.set(role, pid);
  }

  serves(edge: AsyncDisposable): void {
    this.#edge = edge;
  }

  /** Exits the process: in order once it serves, at once while it is still starting. */
  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    setTimeout(() => process.exit(0), DISPOSE_LIMIT_MS);
    void this.#dispose().finally(() => process.exit(0));
  }

  /** For the process's `exit`, where nothing can be waited for any more. */
  killWorkerds(): void {
    for (const pid of this.#workerds.values()) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    }
  }

  async #dispose(): Promise<void> {
    if (this.#edge === undefined) return;
    await this.#edge[Symbol.asyncDispose]();
    this.#workerds.clear();
  }
}
