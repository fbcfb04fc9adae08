import type { PlannedFile } from "../../../../common/contracts/design.ts";

export interface DiffLine {
  readonly kind: "removed" | "added";
  /** 1-based, in the text it is of. */
  readonly line: number;
  readonly text: string;
}

/** The lines that a planned file changes, in stretches. */
export function planDiff({
  before,
  after,
}: Pick<PlannedFile, "before" | "after">): readonly (readonly DiffLine[])[] {
  const [old, next] = [before.split(/\r\n|\r|\n/), after.split(/\r\n|\r|\n/)];
  const start = commonStart(old, next);
  const tail = commonStart(old.slice(start).toReversed(), next.slice(start).toReversed());
  const removed = numbered("removed", old.slice(start, old.length - tail), start);
  const added = numbered("added", next.slice(start, next.length - tail), start);
  if (removed.length !== added.length) return [[...removed, ...added]];
  return stretches(removed, added);
}

/** Line by line, where as many go as come. */
function stretches(removed: readonly DiffLine[], added: readonly DiffLine[]): DiffLine[][] {
  const found: { removed: DiffLine[]; added: DiffLine[] }[] = [];
  let isOpen = false;
  for (const [index, line] of removed.entries()) {
    const other = added[index];
    const differs = other !== undefined && other.text !== line.text;
    if (differs && !isOpen) found.push({ removed: [], added: [] });
    isOpen = differs;
    if (!differs) continue;
    found.at(-1)?.removed.push(line);
    found.at(-1)?.added.push(other);
  }
  return found.map((stretch) => [...stretch.removed, ...stretch.added]);
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  const end = a.findIndex((line, index) => line !== b[index]);
  return end === -1 ? Math.min(a.length, b.length) : end;
}

function numbered(kind: DiffLine["kind"], lines: readonly string[], from: number): DiffLine[] {
  return lines.map((text, index) => ({ kind, line: from + index + 1, text }));
}
