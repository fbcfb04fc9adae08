import { randomBytes } from "node:crypto";
import type { TailEvent } from "../../common/apps/edgeWire.ts";
import { Emitter } from "../../common/base/event.ts";

export interface Tail {
  readonly id: string;
  readonly key: string;
  /** Epoch ms; a tail that nobody listens to then is forgotten. */
  readonly expiresAt: number;
}

export type TailListener = (event: TailEvent) => void;

const LIFETIME_MS = 6 * 60 * 60 * 1000;

/** Who listens to which script's logs. A script is only instrumented while somebody does. */
export class TailHub {
  readonly #tails = new Map<string, Tail>();
  readonly #listeners = new Map<string, Set<TailListener>>();
  readonly #changed = new Emitter<string>();

  /** The script's key: listening to it began or ended. */
  readonly onChange = this.#changed.on;

  create(key: string): Tail {
    this.#dropExpired();
    const tail = { id: randomBytes(16).toString("hex"), key, expiresAt: Date.now() + LIFETIME_MS };
    this.#tails.set(tail.id, tail);
    return tail;
  }

  of(key: string): Tail[] {
    this.#dropExpired();
    return [...this.#tails.values()].filter((tail) => tail.key === key);
  }

  get(id: string): Tail | undefined {
    this.#dropExpired();
    return this.#tails.get(id);
  }

  delete(id: string): void {
    this.#tails.delete(id);
  }

  isTailed(key: string): boolean {
    return this.#listeners.has(key);
  }

  /** Returns the end of listening. */
  listen(key: string, listener: TailListener): () => void {
    const listeners = this.#listeners.get(key) ?? new Set();
    listeners.add(listener);
    if (listeners.size === 1) {
      this.#listeners.set(key, listeners);
      this.#changed.fire(key);
    }
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0 || !this.#listeners.delete(key)) return;
      this.#changed.fire(key);
    };
  }

  deliver(events: readonly TailEvent[]): void {
    for (const event of events) {
      const key = `${event.dispatchNamespace}/${event.scriptName}`;
      for (const listener of this.#listeners.get(key) ?? []) listener(event);
    }
  }

  #dropExpired(): void {
    for (const tail of this.#tails.values()) {
      if (tail.expiresAt < Date.now()) this.#tails.delete(tail.id);
    }
  }
}
