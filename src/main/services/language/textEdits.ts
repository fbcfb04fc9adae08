import type { TextEdit, TextPosition } from "../../../common/contracts/language.ts";

/** Makes edits one after the other, each in the text that the one before left. */
export function applyInOrder(text: string, edits: readonly TextEdit[]): string {
  return edits.reduce((current, edit) => applyAll(current, [edit]), text);
}

/** Makes edits whose ranges all mean the given text, as a workspace edit's do. */
export function applyAll(text: string, edits: readonly TextEdit[]): string {
  const starts = lineStarts(text);
  const offsets = edits
    .map(({ range, text: inserted }, order) => ({
      start: offsetAt(text, starts, range.start),
      end: offsetAt(text, starts, range.end),
      inserted,
      order,
    }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
  let result = "";
  let done = 0;
  for (const { start, end, inserted } of offsets) {
    result += text.slice(done, Math.max(done, start)) + inserted;
    done = Math.max(done, end);
  }
  return result + text.slice(done);
}

/** A line ends at LF, CRLF or a lone CR, as the protocol says. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === LF || (unit === CR && text.charCodeAt(at + 1) !== LF)) starts.push(at + 1);
  }
  return starts;
}

const LF = 10;
const CR = 13;

/** A place behind the end of its line means that end. */
function offsetAt(text: string, starts: readonly number[], { line, character }: TextPosition) {
  const start = starts[line];
  if (start === undefined) return text.length;
  let end = starts[line + 1] ?? text.length;
  if (line + 1 < starts.length) {
    end--;
    if (text.charCodeAt(end) === LF && text.charCodeAt(end - 1) === CR && end > start) end--;
  }
  return Math.min(start + character, end);
}
