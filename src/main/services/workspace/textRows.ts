import { MAX_ROW_BYTES } from "../../../common/contracts/files.ts";

/** Where a row begins in its file. */
export interface RowStart {
  readonly offset: number;
  /** 1-based number of the line it belongs to. */
  readonly line: number;
  /** It begins its line, and is not a further piece of it. */
  readonly isLine: boolean;
}

export interface ScannedRow extends RowStart {
  /** Its bytes in the buffer, without the line ending. */
  readonly from: number;
  readonly to: number;
}

const NEWLINE = 10;
const RETURN = 13;

/**
 * Cuts a stream of bytes into rows. The same bytes from the same row start always give the same
 * rows, however they are portioned.
 */
export class RowScanner {
  #next: RowStart;
  #rest: Buffer = Buffer.alloc(0);

  constructor(start: RowStart) {
    this.#next = start;
  }

  /** Where the first row begins that was not given out yet. */
  get next(): RowStart {
    return this.#next;
  }

  /**
   * Calls `onRow` for each row that is complete; `isEnd` completes the last one too. Stops when
   * `onRow` returns false.
   */
  scan(bytes: Buffer, isEnd: boolean, onRow: (row: ScannedRow, buffer: Buffer) => boolean): void {
    const buffer = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    let at = 0;
    let newline = buffer.indexOf(NEWLINE);
    while (at < buffer.length) {
      if (newline !== -1 && newline < at) newline = buffer.indexOf(NEWLINE, at);
      const end = rowEnd(buffer, at, newline, isEnd);
      if (end === null) break;
      const { to, after, endsLine } = end;
      const textEnd = endsLine && to > at && buffer[to - 1] === RETURN ? to - 1 : to;
      const row = { ...this.#next, from: at, to: textEnd };
      this.#next = {
        offset: this.#next.offset + (after - at),
        line: this.#next.line + (endsLine ? 1 : 0),
        isLine: endsLine,
      };
      at = after;
      if (!onRow(row, buffer)) break;
    }
    this.#rest = Buffer.from(buffer.subarray(at));
  }
}

interface RowEnd {
  /** Just after its last byte, a return before the newline included. */
  readonly to: number;
  /** Where the next row begins. */
  readonly after: number;
  readonly endsLine: boolean;
}

/** Null when more bytes are needed to know. */
function rowEnd(buffer: Buffer, at: number, newline: number, isEnd: boolean): RowEnd | null {
  const lineEnd = newline === -1 ? buffer.length : newline;
  if (lineEnd - at > MAX_ROW_BYTES) {
    const to = characterStart(buffer, at + MAX_ROW_BYTES);
    return { to, after: to, endsLine: false };
  }
  if (newline !== -1) return { to: newline, after: newline + 1, endsLine: true };
  return isEnd ? { to: lineEnd, after: lineEnd, endsLine: false } : null;
}

/** The last place at or before `at` where a character of UTF-8 begins. */
function characterStart(buffer: Buffer, at: number): number {
  let start = at;
  while (at - start < 3 && ((buffer[start] ?? 0) & 0xc0) === 0x80) start--;
  return ((buffer[start] ?? 0) & 0xc0) === 0x80 ? at : start;
}
