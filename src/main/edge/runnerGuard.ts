import type { Log } from "../../common/base/log.ts";
import type { EdgeRuntime } from "./edgeRuntime.ts";
import type { HealthMonitor } from "./healthMonitor.ts";
import type { Quarantine } from "./quarantine.ts";

/** Ends a runner that hangs, and after each fall asks who brought it down. */
export class RunnerGuard {
  readonly #quarantine: Quarantine;
  readonly #monitor: HealthMonitor;
  readonly #log: Log;
  #hung = false;

  constructor(parts: {
    readonly quarantine: Quarantine;
    readonly monitor: HealthMonitor;
    readonly log: Log;
  }) {
    this.#quarantine = parts.quarantine;
    this.#monitor = parts.monitor;
    this.#log = parts.log;
  }

  hung(runtime: EdgeRuntime): void {
    this.#log.warn("the runner hangs: it is ended");
    this.#hung = true;
    this.#monitor.set("runner", "away");
    runtime.kill("runner");
  }

  /** The runner died, whether by us or of itself, and answers again. */
  async restarted(runtime: EdgeRuntime): Promise<void> {
    const cause = this.#hung ? "hang" : "memory";
    this.#hung = false;
    const { lost } = await runtime.admin.status();
    this.#log.warn("the runner was started again", { cause, lost: lost.length });
    this.#quarantine.judge({ cause, lost, at: Date.now() });
  }
}
