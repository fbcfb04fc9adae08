const NEWLINE = 0x0a;

/** Splits a stream into lines, and never holds more than the limit of one. */
export class BoundedLines {
  readonly #maxBytes: number;
  #parts: Uint8Array[] = [];
  #size = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The lines that end in this chunk; null for one that was too long to hold. */
  take(chunk: Uint8Array): readonly (string | null)[] {
    const lines: (string | null)[] = [];
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, from);
      if (end === -1) break;
      this.#add(chunk.subarray(from, end));
      lines.push(this.#finish());
      from = end + 1;
    }
    this.#add(chunk.subarray(from));
    return lines;
  }

  #add(part: Uint8Array): void {
    this.#size += part.length;
    if (this.#size > this.#maxBytes) this.#parts = [];
    else this.#parts.push(part);
  }

  #finish(): string | null {
    const line = this.#size > this.#maxBytes ? null : Buffer.concat(this.#parts).toString();
    this.#parts = [];
    this.#size = 0;
    return line;
  }
}
