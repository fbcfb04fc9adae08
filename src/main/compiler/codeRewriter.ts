import type { ImportOffsets } from "./blob.ts";

/** Replaces ranges of a text from left to right, keeping where the new ranges lie. */
export class CodeRewriter {
  readonly #source: string;
  readonly #offsets: [number, number][] = [];
  #output = "";
  #position = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** True when the range lies behind all earlier ones. */
  canReplace(start: number): boolean {
    return start >= this.#position;
  }

  /** `tracked` ranges become offsets: the room may write a timestamp behind them. */
  replace(range: readonly [start: number, end: number], by: string, tracked: boolean): void {
    this.#output += this.#source.slice(this.#position, range[0]);
    if (tracked) this.#offsets.push([this.#output.length, this.#output.length + by.length]);
    this.#output += by;
    this.#position = range[1];
  }

  finish(): { readonly text: string; readonly offsets: ImportOffsets } {
    return { text: this.#output + this.#source.slice(this.#position), offsets: this.#offsets };
  }
}
