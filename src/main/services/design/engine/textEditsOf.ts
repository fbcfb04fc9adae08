import type { TextEdit } from "../../../../common/contracts/language.ts";
import type { Change } from "./outcome.ts";

/** The changes as an editor takes them: 0-based lines and UTF-16 characters. */
export function textEditsOf(before: string, changes: readonly Change[]): TextEdit[] {
  const starts = [
    0,
    ...Array.from(before.matchAll(/\r\n|\r|\n/g), (end) => end.index + end[0].length),
  ];
  const at = (offset: number): { line: number; character: number } => {
    const line = starts.findLastIndex((start) => start <= offset);
    return { line, character: offset - (starts[line] ?? 0) };
  };
  return changes
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end, text }) => ({ range: { start: at(start), end: at(end) }, text }));
}
