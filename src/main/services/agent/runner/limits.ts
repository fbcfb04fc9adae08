import type { RunFailure, Usage } from "../../../../common/contracts/chat.ts";

/** How far a run goes by itself. */
export interface RunLimits {
  readonly steps: number;
  readonly tools: number;
  readonly ms: number;
  /** US dollars; null for none. A run whose price is unknown is not held by it. */
  readonly costUsd: number | null;
  /** How often in a row the very same calls may come. */
  readonly sameCalls: number;
}

export const RUN_LIMITS: RunLimits = {
  steps: 40,
  tools: 200,
  ms: 30 * 60_000,
  costUsd: 5,
  sameCalls: 3,
};

/** Counts what a run does, and says when it has to stop and ask. */
export class LimitWatch {
  readonly #limits: RunLimits;
  readonly #startedAt: number;
  #tools = 0;
  #last = "";
  #streak = 0;

  constructor(limits: RunLimits, startedAt: number) {
    this.#limits = limits;
    this.#startedAt = startedAt;
  }

  /** @returns why the run may not go on; null when it may. */
  beforeStep(step: number, usage: Usage | null, now: number): RunFailure | null {
    const { steps, ms, costUsd } = this.#limits;
    if (step > steps) return reached(`${steps} steps`);
    if (now - this.#startedAt > ms) return reached(`${Math.round(ms / 60_000)} minutes`);
    const cost = usage?.costUsd ?? null;
    if (costUsd !== null && cost !== null && cost >= costUsd) return reached(`$${costUsd}`);
    return null;
  }

  beforeCalls(
    calls: readonly { readonly name: string; readonly input: unknown }[],
  ): RunFailure | null {
    this.#tools += calls.length;
    if (this.#tools > this.#limits.tools) return reached(`${this.#limits.tools} calls of tools`);
    const key = JSON.stringify(calls.map(({ name, input }) => [name, input]));
    this.#streak = key === this.#last ? this.#streak + 1 : 1;
    this.#last = key;
    const [first] = calls;
    if (first !== undefined && this.#streak >= this.#limits.sameCalls) {
      return {
        message: `The model repeats itself: it called ${first.name} ${this.#streak} times in the same way.`,
        next: "Tell it what to do differently, or let it go on.",
        retryable: true,
      };
    }
    return null;
  }
}

function reached(what: string): RunFailure {
  return {
    message: `The run has reached its limit of ${what}.`,
    next: "Look at what it did, and let it go on if that is what you want.",
    retryable: true,
  };
}
