import type { ScriptVersion } from "../../common/apps/edgeWire.ts";
import { Emitter } from "../../common/base/event.ts";
import { Blame, type Incident } from "./blame.ts";

export type Sentence = NonNullable<ScriptVersion["quarantine"]>;

const SENTENCE_MS = 60_000;

/** Scripts that are put aside, for a minute or until they are uploaded anew. */
export class Quarantine implements Disposable {
  readonly #blame = new Blame();
  readonly #sentences = new Map<string, Sentence>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #changed = new Emitter<string>();

  /** The script's key; its sentence began or ended. */
  readonly onChange = this.#changed.on;

  sentenceOf(key: string): Sentence | null {
    return this.#sentences.get(key) ?? null;
  }

  /** Newest first. */
  list(): (Sentence & { readonly key: string })[] {
    return [...this.#sentences].map(([key, sentence]) => ({ key, ...sentence })).toReversed();
  }

  entered(key: string): void {
    this.#blame.entered(key, Date.now());
  }

  judge(incident: Incident): void {
    const verdict = this.#blame.judge(incident);
    if (verdict === undefined) return;
    const { key, reason } = verdict;
    this.#lift(key);
    this.#sentences.set(key, { until: Date.now() + SENTENCE_MS, reason });
    this.#timers.set(key, setTimeout(() => this.forgive(key), SENTENCE_MS).unref());
    this.#changed.fire(key);
  }

  forgive(key: string): void {
    this.#blame.forgive(key);
    if (this.#lift(key)) this.#changed.fire(key);
  }

  [Symbol.dispose](): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #lift(key: string): boolean {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    return this.#sentences.delete(key);
  }
}
