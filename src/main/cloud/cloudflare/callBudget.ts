import { setTimeout as wait } from "node:timers/promises";

const WINDOW_MS = 5 * 60 * 1000;

/**
 * A token bucket: calls go out at once while the bucket has some, then at the rate at which an
 * account lets them in, so that the account never has to refuse one.
 */
export class CallBudget {
  readonly #capacity: number;
  readonly #perMs: number;
  readonly #now: () => number;
  #tokens: number;
  #countedAt: number;

  /** @param capacity calls in five minutes; Infinity is without limit */
  constructor(capacity: number, now: () => number = Date.now) {
    this.#capacity = capacity;
    this.#perMs = capacity / WINDOW_MS;
    this.#now = now;
    this.#tokens = capacity;
    this.#countedAt = now();
  }

  /** Resolves when the next call may go out. Rejects with an AbortError by the signal. */
  async take(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.#capacity === Infinity) return;
    const delay = this.reserve();
    if (delay > 0) await wait(delay, undefined, signal === undefined ? {} : { signal });
  }

  /** Takes a token, also one that is still to come; milliseconds until it is there. */
  reserve(): number {
    this.#refill();
    this.#tokens--;
    return this.#tokens >= 0 ? 0 : Math.ceil(-this.#tokens / this.#perMs);
  }

  /** The account refused: somebody else uses the same limit. */
  exhausted(): void {
    this.#refill();
    this.#tokens = Math.min(this.#tokens, 0);
  }

  #refill(): void {
    const now = this.#now();
    const gained = (now - this.#countedAt) * this.#perMs;
    this.#tokens = Math.min(this.#capacity, this.#tokens + gained);
    this.#countedAt = now;
  }
}
