/** Runs work on the same key one after the other, and on different keys side by side. */
export class KeyedQueue {
  readonly #tailByKey = new Map<string, Promise<unknown>>();

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tailByKey.get(key) ?? Promise.resolve();
    const result = before.then(work, work);
    this.#tailByKey.set(key, result);
    try {
      return await result;
    } finally {
      if (this.#tailByKey.get(key) === result) this.#tailByKey.delete(key);
    }
  }
}
