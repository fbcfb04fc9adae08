import type { Log } from "../../common/base/log.ts";
import type { Incident } from "./blame.ts";
import type { EdgeRuntime } from "./edgeRuntime.ts";
import type { HealthMonitor } from "./healthMonitor.ts";
import type { Quarantine } from "./quarantine.ts";

/** A loop makes little garbage; code that fills the memory takes this much in no time. */
const GROWTH_LIMIT_BYTES = 64 * 1024 * 1024;

/** Ends a runner that hangs, and after each fall asks who brought it down. */
export class RunnerGuard {
  readonly #quarantine: Quarantine;
  readonly #monitor: HealthMonitor;
  readonly #log: Log;
  #cause: Incident["cause"] | "ended from outside" | undefined;

  constructor(parts: {
    readonly quarantine: Quarantine;
    readonly monitor: HealthMonitor;
    readonly log: Log;
  }) {
    this.#quarantine = parts.quarantine;
    this.#monitor = parts.monitor;
    this.#log = parts.log;
  }

  /** It gave no answer. Filling the memory keeps the thread busy too, so look which it is. */
  hung(runtime: EdgeRuntime, grownBytes: number): void {
    this.#cause = grownBytes > GROWTH_LIMIT_BYTES ? "memory" : "hang";
    this.#log.warn("the runner hangs: it is ended", { cause: this.#cause, grownBytes });
    this.#monitor.set("runner", "away");
    runtime.kill("runner");
  }

  died(signal: NodeJS.Signals | null): void {
    // When its memory is full, the runtime aborts itself; only others send this signal.
    this.#cause ??= signal === "SIGKILL" ? "ended from outside" : "memory";
  }

  /** The runner answers again after a fall. */
  async restarted(runtime: EdgeRuntime): Promise<void> {
    const cause = this.#cause ?? "memory";
    this.#cause = undefined;
    const { lost } = await runtime.admin.status();
    this.#log.warn("the runner was started again", { cause, lost: lost.length });
    if (cause !== "ended from outside") this.#quarantine.judge({ cause, lost, at: Date.now() });
  }
}
