/** Lines that differ: `old` lines from `oldStart` became `fresh` lines from `start`. Counts from 0. */
export interface LineChange {
  readonly oldStart: number;
  readonly oldCount: number;
  readonly start: number;
  readonly count: number;
}

/** Beyond so many differing lines the exact way between two texts is not worth its time. */
const MAX_EDITS = 250;

/** The changes that make `after` of `before`, in order (Myers' shortest edit script). */
export function diffLines(
  before: readonly string[],
  after: readonly string[],
): readonly LineChange[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const oldPart = before.slice(head, before.length - tail);
  const newPart = after.slice(head, after.length - tail);
  if (oldPart.length === 0 && newPart.length === 0) return [];
  const whole = { oldStart: 0, oldCount: oldPart.length, start: 0, count: newPart.length };
  const changes =
    oldPart.length === 0 || newPart.length === 0 ? [whole] : (myers(oldPart, newPart) ?? [whole]);
  return changes.map((change) => ({
    ...change,
    oldStart: change.oldStart + head,
    start: change.start + head,
  }));
}

/** Null when the texts differ in too many lines. */
function myers(before: readonly string[], after: readonly string[]): readonly LineChange[] | null {
  const limit = Math.min(MAX_EDITS, before.length + after.length);
  // furthest[k] is the furthest line of `before` reached on diagonal k (before minus after).
  let furthest = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let edits = 0; edits <= limit; edits++) {
    trace.push(furthest);
    furthest = new Map(furthest);
    for (let k = -edits; k <= edits; k += 2) {
      let x = startOf(furthest, k, edits);
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) x++;
      furthest.set(k, x);
      if (x >= before.length && x - k >= after.length) return changesOf(trace, before, after);
    }
  }
  return null;
}

/** Down (a line added) where that reaches further than right (a line removed). */
function startOf(furthest: ReadonlyMap<number, number>, k: number, edits: number): number {
  const right = (furthest.get(k - 1) ?? -1) + 1;
  const down = furthest.get(k + 1) ?? -1;
  return k === -edits || (k !== edits && right <= down) ? down : right;
}

function changesOf(
  trace: readonly ReadonlyMap<number, number>[],
  before: readonly string[],
  after: readonly string[],
): readonly LineChange[] {
  const single: LineChange[] = [];
  let x = before.length;
  let y = after.length;
  for (let edits = trace.length - 1; edits > 0; edits--) {
    const furthest = trace[edits] ?? new Map<number, number>();
    const k = x - y;
    const isAdded =
      k === -edits ||
      (k !== edits && (furthest.get(k - 1) ?? -1) + 1 <= (furthest.get(k + 1) ?? -1));
    const fromK = isAdded ? k + 1 : k - 1;
    x = furthest.get(fromK) ?? 0;
    y = x - fromK;
    single.push({
      oldStart: x,
      oldCount: isAdded ? 0 : 1,
      start: y,
      count: isAdded ? 1 : 0,
    });
  }
  return joined(single.toReversed());
}

function joined(single: readonly LineChange[]): readonly LineChange[] {
  const changes: LineChange[] = [];
  for (const next of single) {
    const last = changes.at(-1);
    const touches =
      last !== undefined &&
      last.oldStart + last.oldCount === next.oldStart &&
      last.start + last.count === next.start;
    if (!touches) {
      changes.push(next);
      continue;
    }
    const oldCount = last.oldCount + next.oldCount;
    changes.splice(-1, 1, { ...last, oldCount, count: last.count + next.count });
  }
  return changes;
}
