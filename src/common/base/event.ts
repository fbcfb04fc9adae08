/** Listens until the returned function is called. */
export type Listen<T> = (listener: (value: T) => void) => () => void;

/** A fact that changes: its value now, and each new value. */
export interface Watched<T> {
  readonly value: T;
  readonly onChange: Listen<T>;
}

/**
 * A typed event with one owner that fires it. A listener that throws does not stop the others:
 * its error goes to `onListenerError`, because one broken view must not blind the rest.
 */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly #onListenerError: (error: unknown) => void;

  constructor(onListenerError: (error: unknown) => void = rethrowLater) {
    this.#onListenerError = onListenerError;
  }

  readonly on: Listen<T> = (listener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  fire(value: T): void {
    for (const listener of Array.from(this.#listeners)) {
      try {
        listener(value);
      } catch (error) {
        this.#onListenerError(error);
      }
    }
  }

  get hasListeners(): boolean {
    return this.#listeners.size > 0;
  }
}

function rethrowLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
