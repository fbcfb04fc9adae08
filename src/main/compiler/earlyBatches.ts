import type { Committer } from "./committer.ts";
import type { Loaded } from "./loaded.ts";
import type { Difference } from "./targetState.ts";

const BATCH_MS = 40;

/**
 * Sends modules of a first crawl while it goes on, so that a page can load meanwhile. Only for a
 * target that serves nothing yet: elsewhere a half-switched manifest would mix two versions.
 */
export class EarlyBatches {
  readonly #committer: Committer;
  readonly #difference: (loaded: Iterable<Loaded>) => Difference;
  #waiting: Loaded[] = [];
  #timer: NodeJS.Timeout | null = null;
  #sending: Promise<unknown> = Promise.resolve();

  constructor(
    { committer }: { committer: Committer },
    difference: (loaded: Iterable<Loaded>) => Difference,
  ) {
    this.#committer = committer;
    this.#difference = difference;
  }

  add(loaded: Loaded): void {
    this.#waiting.push(loaded);
    this.#timer ??= setTimeout(() => this.#flush(), BATCH_MS);
  }

  async finish(): Promise<void> {
    this.#flush();
    await this.#sending;
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length === 0) return;
    this.#sending = this.#sending.then(() =>
      this.#committer.commit({ ...this.#difference(batch), kind: "provision", reachable: batch }),
    );
  }
}
