import { RestError } from "./restError.ts";

const WINDOW_MS = 5 * 60 * 1000;

/** An account takes 1,200 calls in five minutes; then nothing until the window ends. */
export class RateLimit {
  readonly #limit: number | null;
  #windowEnd = 0;
  #calls = 0;

  /** @param limit null is without limit */
  constructor(limit: number | null) {
    this.#limit = limit;
  }

  /** Throws a 429 that says how long to wait. */
  count(): void {
    if (this.#limit === null) return;
    const now = Date.now();
    if (now >= this.#windowEnd) {
      this.#windowEnd = now + WINDOW_MS;
      this.#calls = 0;
    }
    this.#calls++;
    if (this.#calls <= this.#limit) return;
    const seconds = Math.ceil((this.#windowEnd - now) / 1000);
    throw new RestError(429, 971, "Please wait and consider throttling your request speed", {
      "retry-after": String(seconds),
    });
  }
}
