import { diffLines } from "../../../common/base/lineDiff.ts";
import type { TextPair } from "./bodies.ts";

export type DiffRow =
  | {
      readonly kind: "same" | "added" | "removed";
      /** From 1: in the new text, of a removed line in the old one. */
      readonly line: number;
      readonly text: string;
    }
  /** Lines left out because nothing changes in them. */
  | { readonly kind: "gap"; readonly count: number };

const AROUND = 3;

/** What changes between two texts, with a few lines around each change. */
export function diffRows({ before, after }: TextPair): readonly DiffRow[] {
  const old = linesOf(before);
  const fresh = linesOf(after);
  const rows: DiffRow[] = [];
  let shown = 0;
  const changes = diffLines(old, fresh);
  for (const [index, change] of changes.entries()) {
    const from = Math.max(shown, change.start - AROUND);
    if (from > shown) rows.push({ kind: "gap", count: from - shown });
    rows.push(...numbered("same", fresh, from, change.start));
    rows.push(...numbered("removed", old, change.oldStart, change.oldStart + change.oldCount));
    const end = change.start + change.count;
    rows.push(...numbered("added", fresh, change.start, end));
    const next = changes[index + 1]?.start ?? fresh.length;
    shown = Math.min(end + AROUND, next);
    rows.push(...numbered("same", fresh, end, shown));
  }
  if (changes.length > 0 && shown < fresh.length) {
    rows.push({ kind: "gap", count: fresh.length - shown });
  }
  return rows;
}

function numbered(
  kind: "same" | "added" | "removed",
  lines: readonly string[],
  from: number,
  to: number,
): readonly DiffRow[] {
  return lines.slice(from, to).map((text, index) => ({ kind, line: from + index + 1, text }));
}

/** A final line break ends the last line; it does not begin another. */
function linesOf(text: string): readonly string[] {
  if (text === "") return [];
  return text.replace(/\r?\n$/, "").split(/\r?\n/);
}
