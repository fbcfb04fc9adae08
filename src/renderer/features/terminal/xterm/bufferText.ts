import type { IBuffer } from "@xterm/xterm";

/** One line as a program wrote it: the rows that it wraps over, joined. */
export interface WrittenLine {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly text: string;
}

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** The written line that a row of the buffer belongs to. */
export function writtenLine(buffer: IBuffer, row: number): WrittenLine {
  let firstRow = row;
  while (firstRow > 0 && buffer.getLine(firstRow)?.isWrapped === true) firstRow -= 1;
  let lastRow = row;
  while (buffer.getLine(lastRow + 1)?.isWrapped === true) lastRow += 1;
  let text = "";
  for (let at = firstRow; at <= lastRow; at += 1) {
    text += buffer.getLine(at)?.translateToString(at === lastRow) ?? "";
  }
  return { firstRow, lastRow, text };
}

/** Where a character of a written line stands: not every one is one cell wide. */
export function cellOf(buffer: IBuffer, line: WrittenLine, index: number): Cell {
  let left = index;
  for (let row = line.firstRow; row <= line.lastRow; row += 1) {
    const cells = buffer.getLine(row);
    for (let column = 0; column < (cells?.length ?? 0); column += 1) {
      const cell = cells?.getCell(column);
      // The second half of a wide character.
      if (cell === undefined || cell.getWidth() === 0) continue;
      if (left <= 0) return { row, column };
      left -= Math.max(1, cell.getChars().length);
    }
  }
  const last = buffer.getLine(line.lastRow)?.length ?? 0;
  return { row: line.lastRow, column: last };
}
