import { Emitter } from "../../../../common/base/event.ts";
import type { Problem } from "../../../../common/contracts/problem.ts";
import { toProblem } from "../../../client/studio.ts";

const KEPT_PAGES = 24;

type LoadPage<T> = (page: number, signal: AbortSignal) => Promise<ArrayLike<T>>;

/**
 * Items of a file that are loaded by the page as they come into sight; the pages seen last are
 * kept.
 */
export class Pages<T> {
  readonly #pageSize: number;
  readonly #load: LoadPage<T>;
  readonly #changed = new Emitter<void>();
  /** Least recently seen first; null while a page is on its way. */
  readonly #pages = new Map<number, ArrayLike<T> | null>();
  #loading = new AbortController();
  #problem: Problem | null = null;
  #revision = 0;

  /** Fires when a page is here, or could not be read. */
  readonly onChange = this.#changed.on;

  constructor(pageSize: number, load: LoadPage<T>) {
    this.#pageSize = pageSize;
    this.#load = load;
  }

  /** Grows with each change. */
  get revision(): number {
    return this.#revision;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  /** Undefined while it is not here. */
  itemAt(at: number): T | undefined {
    return this.#pages.get(Math.floor(at / this.#pageSize))?.[at % this.#pageSize];
  }

  /** Loads what lies between two items. */
  show(from: number, to: number): void {
    const last = Math.floor(Math.max(from, to - 1) / this.#pageSize);
    for (let page = Math.floor(from / this.#pageSize); page <= last; page++) {
      const known = this.#pages.get(page);
      this.#pages.delete(page);
      this.#pages.set(page, known ?? null);
      if (known === undefined) void this.#fetch(page, this.#loading.signal);
    }
  }

  /** Forgets what is on its way; shown again, it is asked for again. */
  stop(): void {
    this.#loading.abort();
    this.#loading = new AbortController();
    this.#pages.clear();
  }

  async #fetch(page: number, signal: AbortSignal): Promise<void> {
    try {
      const items = await this.#load(page, signal);
      if (signal.aborted) return;
      this.#pages.set(page, items);
      for (const oldest of this.#pages.keys()) {
        if (this.#pages.size <= KEPT_PAGES) break;
        this.#pages.delete(oldest);
      }
    } catch (error) {
      if (signal.aborted) return;
      this.#pages.delete(page);
      this.#problem = toProblem(error);
    }
    this.#revision += 1;
    this.#changed.fire();
  }
}
