/** So many at once, then so many per second. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** A token bucket: says of each thing that comes whether it is still within the rate. */
export class RateLimit {
  readonly #rate: Rate;
  readonly #now: () => number;
  #left: number;
  #at: number;

  /** `now` in milliseconds; any clock that does not jump back. */
  constructor(rate: Rate, now: () => number) {
    this.#rate = rate;
    this.#now = now;
    this.#left = rate.burst;
    this.#at = now();
  }

  takes(): boolean {
    const now = this.#now();
    const refilled = this.#left + ((now - this.#at) / 1000) * this.#rate.perSecond;
    this.#at = now;
    this.#left = Math.min(this.#rate.burst, refilled);
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
