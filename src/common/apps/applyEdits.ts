import { err, ok, type Result } from "../base/result.ts";

/** Puts a text in the place of another. Lines and columns are 1-based, in UTF-16 units. */
interface PlacedEdit {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly expected: string;
  readonly replacement: string;
}

export interface Edited {
  readonly text: string;
  /** Makes the old text of the new one. */
  readonly inverse: readonly PlacedEdit[];
}

/**
 * Applies edits that were made for exactly this text. Refuses all of them, naming the line, when
 * one does not find what it expects, or when two overlap.
 */
export function applyEdits(
  before: string,
  edits: readonly PlacedEdit[],
): Result<Edited, { readonly line: number }> {
  const offsetOf = offsets(before);
  const ordered = edits.toSorted((a, b) => a.line - b.line || a.column - b.column);
  const parts: string[] = [];
  const inverse: PlacedEdit[] = [];
  let taken = 0;
  const end = { line: 1, column: 1 };
  for (const edit of ordered) {
    const start = offsetOf(edit.line, edit.column);
    const stop = offsetOf(edit.endLine, edit.endColumn);
    if (start === null || stop === null || start < taken) return err({ line: edit.line });
    if (before.slice(start, stop) !== edit.expected) return err({ line: edit.line });
    const kept = before.slice(taken, start);
    advance(end, kept);
    const { line, column } = end;
    advance(end, edit.replacement);
    inverse.push({
      line,
      column,
      endLine: end.line,
      endColumn: end.column,
      expected: edit.replacement,
      replacement: edit.expected,
    });
    parts.push(kept, edit.replacement);
    taken = stop;
  }
  return ok({ text: parts.join("") + before.slice(taken), inverse });
}

/** The offset of a line and column; null when the text has no such place. */
function offsets(text: string): (line: number, column: number) => number | null {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (line, column) => {
    const start = starts[line - 1];
    if (start === undefined) return null;
    const offset = start + column - 1;
    return offset < (starts[line] ?? text.length + 1) ? offset : null;
  };
}

function advance(place: { line: number; column: number }, text: string): void {
  const lastNewline = text.lastIndexOf("\n");
  if (lastNewline === -1) {
    place.column += text.length;
    return;
  }
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) place.line++;
  place.column = text.length - lastNewline;
}
