import type { IndexChange } from "./fileIndex.ts";

/** So few are what a person or a tool does one after the other: told at once. */
const BURST_CHANGES = 200;
/** Longer than the watcher takes from one portion of a burst to the next. */
const QUIET_MS = 250;
/** A program that never stops writing must not keep its changes from being told. */
const HELD_MS = 2_000;

/**
 * Makes one batch of what comes in portions when much changes at once, as by the switch of a
 * branch: whoever is told rebuilds once and not fifty times.
 */
export class ChangeBurst implements Disposable {
  readonly #report: (changes: readonly IndexChange[]) => void;
  #held: IndexChange[] = [];
  #heldSince = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(report: (changes: readonly IndexChange[]) => void) {
    this.#report = report;
  }

  add(changes: readonly IndexChange[]): void {
    if (this.#held.length === 0) this.#heldSince = performance.now();
    for (const change of changes) this.#held.push(change);
    if (performance.now() - this.#heldSince > HELD_MS) this.flush();
  }

  /** Nothing more is known to come: few changes are told now, many after a quiet while. */
  pause(): void {
    clearTimeout(this.#timer);
    if (this.#held.length <= BURST_CHANGES) this.flush();
    else this.#timer = setTimeout(() => this.flush(), QUIET_MS);
  }

  /** Tells what is held back. */
  flush(): void {
    clearTimeout(this.#timer);
    const held = this.#held;
    this.#held = [];
    if (held.length > 0) this.#report(held);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#held = [];
  }
}
