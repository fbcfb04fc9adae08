const GATHERED_MS = 16;

type Change<T> = (value: T) => T;

/** Changes of one value, applied together: a page may tell of more than anybody reads. */
export class GatheredChanges<T> implements Disposable {
  readonly #apply: (all: Change<T>) => void;
  #changes: Change<T>[] = [];
  #due: number | undefined;

  constructor(apply: (all: Change<T>) => void) {
    this.#apply = apply;
  }

  push(change: Change<T>): void {
    this.#changes.push(change);
    // Not by frames: they stand still in a window that is not seen.
    this.#due ??= window.setTimeout(() => this.#flush(), GATHERED_MS);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#due);
  }

  #flush(): void {
    this.#due = undefined;
    const changes = this.#changes;
    this.#changes = [];
    this.#apply((value) => changes.reduce((at, change) => change(at), value));
  }
}
