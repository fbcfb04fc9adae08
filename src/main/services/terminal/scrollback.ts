import { OUTPUT_WINDOW, SCROLLBACK_LINES } from "../../../common/contracts/terminal.ts";

/** A line of any length is a line; this bounds what one terminal takes. */
const MAX_CHARACTERS = 1_500_000;
/** A reader that is behind, but within its window, must find what it has not read. */
const MIN_CHARACTERS = 2 * OUTPUT_WINDOW;
const PIECE = 8192;

interface Piece {
  readonly at: number;
  readonly text: string;
  readonly lines: number;
}

/**
 * The newest output of a terminal. Offsets count all characters that were ever written, so a
 * reader can come back and go on where it left off.
 */
export class Scrollback {
  #pieces: Piece[] = [];
  #first = 0;
  #end = 0;
  #lines = 0;
  #isCut = false;
  /** Modes that were switched in what is no longer kept, such as the alternate screen. */
  readonly #modes = new Map<string, string>();

  /** The offset behind the newest character. */
  get end(): number {
    return this.#end;
  }

  append(data: string): void {
    for (let at = 0; at < data.length; at += PIECE) {
      const text = data.slice(at, at + PIECE);
      const piece = { at: this.#end, text, lines: countLines(text) };
      this.#pieces.push(piece);
      this.#end += text.length;
      this.#lines += piece.lines;
    }
    this.#trim();
  }

  /** Forgets all but the line being written. */
  clear(): void {
    const rest = this.#all().replace(/^[^]*\n/, "");
    while (this.#first < this.#pieces.length) this.#dropFirst();
    this.#pieces = [];
    this.#first = 0;
    this.#lines = 0;
    this.#isCut = false;
    if (rest !== "") this.#pieces.push({ at: this.#end - rest.length, text: rest, lines: 0 });
  }

  /** Is everything behind this offset still kept? */
  holds(offset: number): boolean {
    return offset >= (this.#pieces[this.#first]?.at ?? this.#end) && offset <= this.#end;
  }

  /** At most `length` characters from an offset that {@link holds}. */
  slice(offset: number, length: number): string {
    let text = "";
    for (let index = this.#indexOf(offset); index < this.#pieces.length; index++) {
      const piece = this.#pieces[index];
      if (piece === undefined || text.length >= length) break;
      text += piece.text.slice(Math.max(0, offset - piece.at));
    }
    return text.slice(0, length);
  }

  /**
   * All that is kept, to be written to an empty terminal: it begins at a whole line, in the modes
   * that hold there.
   */
  replay(): string {
    const kept = this.#all();
    const whole = this.#isCut ? kept.slice(kept.indexOf("\n") + 1) : kept;
    return [...this.#modes].map(([mode, to]) => `\u001b[?${mode}${to}`).join("") + whole;
  }

  #all(): string {
    return this.#pieces
      .slice(this.#first)
      .map(({ text }) => text)
      .join("");
  }

  #trim(): void {
    for (;;) {
      const first = this.#pieces[this.#first];
      if (first === undefined || first.at + first.text.length === this.#end) break;
      const kept = this.#end - first.at - first.text.length;
      const isLong = this.#end - first.at > MAX_CHARACTERS;
      const isNeeded = kept < MIN_CHARACTERS || this.#lines - first.lines < SCROLLBACK_LINES;
      if (!isLong && isNeeded) break;
      this.#dropFirst();
      this.#isCut = true;
    }
    // Dropping at the front of an array each time would move all of it.
    if (this.#first > 512) {
      this.#pieces = this.#pieces.slice(this.#first);
      this.#first = 0;
    }
  }

  #dropFirst(): void {
    const first = this.#pieces[this.#first];
    if (first === undefined) return;
    this.#first += 1;
    this.#lines -= first.lines;
    for (const [, modes = "", to = "h"] of first.text.matchAll(PRIVATE_MODE)) {
      for (const mode of modes.split(";")) this.#modes.set(mode, to);
    }
  }

  #indexOf(offset: number): number {
    let low = this.#first;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pieces[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

// oxlint-disable-next-line no-control-regex
const PRIVATE_MODE = /\u001b\[\?([\d;]+)([hl])/g;

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
