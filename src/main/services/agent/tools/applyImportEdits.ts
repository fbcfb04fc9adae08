import type { TextEdit, TextPosition } from "../../../../common/contracts/language.ts";

/**
 * Puts new paths into imports. The language server may know an unsaved text of the file, so each
 * place has to hold the path of a module; null when one does not.
 */
export function applyImportEdits(text: string, edits: readonly TextEdit[]): string | null {
  const offset = offsets(text);
  const ordered = edits
    .map(({ range, text: made }) => ({ from: offset(range.start), to: offset(range.end), made }))
    .toSorted((a, b) => b.from - a.from);
  let changed = text;
  for (const { from, to, made } of ordered) {
    if (!isModulePath(text, from, to)) return null;
    changed = changed.slice(0, from) + made + changed.slice(to);
  }
  return changed;
}

function isModulePath(text: string, from: number, to: number): boolean {
  const held = text.slice(from, to);
  const inside = /^(["'`])(.+)\1$/.exec(held)?.[2] ?? held;
  const isQuoted = inside !== held || /["'`]/.test(text[from - 1] ?? "");
  return isQuoted && inside !== "" && !/[\s"'`]/.test(inside);
}

function offsets(text: string): (position: TextPosition) => number {
  const starts = [0];
  for (const { 0: end, index } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return ({ line, character }) => Math.min(text.length, (starts[line] ?? text.length) + character);
}
