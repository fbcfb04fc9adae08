const FIRST = 500;
const LONGEST = 30_000;
/** A process that lived this long did not die of its start. */
const STEADY_AFTER = 60_000;

/** How long to wait before starting a process again that died: longer each time it died young. */
export class RestartDelay {
  #next = FIRST;

  /** In ms, for a process that lived `livedMs`. */
  after(livedMs: number): number {
    if (livedMs > STEADY_AFTER) this.#next = FIRST;
    const delay = this.#next;
    this.#next = Math.min(delay * 2, LONGEST);
    return delay;
  }
}
