const NEED_TIMEOUT_MS = 15_000;

interface Waiter {
  readonly answered: Promise<boolean>;
  readonly resolve: (answered: boolean) => void;
  readonly timer: ReturnType<typeof setTimeout>;
  readonly accept: string;
}

/** Requests that wait until the host has looked for a path the manifest does not have. */
export class PendingNeeds {
  readonly #waiters = new Map<string, Waiter>();
  readonly #ask: (path: string, accept: string) => void;

  constructor(ask: (path: string, accept: string) => void) {
    this.#ask = ask;
  }

  /** Asks once however many requests wait. False when no answer came in time. */
  wait(path: string, accept: string): Promise<boolean> {
    const waiting = this.#waiters.get(path);
    if (waiting !== undefined) return waiting.answered;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => this.#end(path, false), NEED_TIMEOUT_MS);
    this.#waiters.set(path, { answered: promise, resolve, timer, accept });
    this.#ask(path, accept);
    return promise;
  }

  answer(paths: Iterable<string>): void {
    for (const path of paths) this.#end(path, true);
  }

  /** A host that came late, or came back, learns what is waited for. */
  askAgain(): void {
    for (const [path, { accept }] of this.#waiters) this.#ask(path, accept);
  }

  #end(path: string, answered: boolean): void {
    const waiter = this.#waiters.get(path);
    if (waiter === undefined) return;
    this.#waiters.delete(path);
    clearTimeout(waiter.timer);
    waiter.resolve(answered);
  }
}
