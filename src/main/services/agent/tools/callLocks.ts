import { KeyedQueue } from "../../../../common/base/keyedQueue.ts";

/** Calls about the same things run one after the other, all others side by side. */
export class CallLocks {
  readonly #queue = new KeyedQueue();

  run<T>(subjects: readonly string[], work: () => Promise<T>): Promise<T> {
    // In one order everywhere, so that two calls cannot wait for each other.
    return this.#locked([...new Set(subjects)].toSorted(), work);
  }

  #locked<T>([first, ...rest]: readonly string[], work: () => Promise<T>): Promise<T> {
    if (first === undefined) return work();
    return this.#queue.run(first, () => this.#locked(rest, work));
  }
}
