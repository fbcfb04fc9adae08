import type { IBuffer } from "@xterm/xterm";
import { type Cell, cellOf, writtenLine } from "./bufferText.ts";

/** A place of the searched text, in cells of the buffer. */
export interface Match {
  readonly start: Cell;
  /** Cells it covers, over the ends of rows. */
  readonly length: number;
}

/** Enough to step through; more would only be counted. */
const MAX_MATCHES = 1000;

/** Every place of a text in what the terminal keeps, from the top; case counts when it has any. */
export function findText(buffer: IBuffer, columns: number, query: string): readonly Match[] {
  if (query === "") return [];
  const isExact = query !== query.toLowerCase();
  const wanted = isExact ? query : query.toLowerCase();
  const matches: Match[] = [];
  for (let row = 0; row < buffer.length && matches.length < MAX_MATCHES; row += 1) {
    const line = writtenLine(buffer, row);
    const text = isExact ? line.text : line.text.toLowerCase();
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
      const start = cellOf(buffer, line, at);
      const end = cellOf(buffer, line, at + wanted.length);
      const length = (end.row - start.row) * columns + end.column - start.column;
      matches.push({ start, length });
    }
    row = line.lastRow;
  }
  return matches;
}
