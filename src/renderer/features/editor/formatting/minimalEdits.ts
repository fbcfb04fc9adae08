import { type Replacement, replacementBetween } from "../textBuffer.ts";

/** Lines in which two texts differ, as half-open ranges of both. */
interface Hunk {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** More differing lines than this are one edit: the way through them would take too long. */
const MAX_DISTANCE = 600;

/**
 * Replacements that make `after` of `before` and leave alone what is the same: cursors, folds
 * and markers in those lines stay. In order, with offsets into `before`.
 */
export function minimalEdits(before: string, after: string): readonly Replacement[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const starts = startsOf(old);
  return hunksBetween(old, now)
    .flatMap(lineByLine)
    .flatMap(({ from, to }) => {
      const offset = starts[from[0]] ?? before.length;
      const was = old.slice(...from).join("");
      const edit = replacementBetween(was, now.slice(...to).join(""));
      if (edit === null) return [];
      return [{ start: edit.start + offset, end: edit.end + offset, text: edit.text }];
    });
}

/** As many lines as before are most likely the same ones: a cursor in one then stays in it. */
function lineByLine(hunk: Hunk): readonly Hunk[] {
  const { from, to } = hunk;
  const count = from[1] - from[0];
  if (to[1] - to[0] !== count) return [hunk];
  return Array.from({ length: count }, (_, at) => ({
    from: [from[0] + at, from[0] + at + 1],
    to: [to[0] + at, to[0] + at + 1],
  }));
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function startsOf(lines: readonly string[]): readonly number[] {
  let offset = 0;
  return lines.map((line) => (offset += line.length) - line.length);
}

function hunksBetween(old: readonly string[], now: readonly string[]): readonly Hunk[] {
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  const room = Math.min(old.length, now.length) - head;
  while (tail < room && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  const middle = {
    old: old.slice(head, old.length - tail),
    now: now.slice(head, now.length - tail),
  };
  const kept = commonLines(middle.old, middle.now);
  const hunks: Hunk[] = [];
  let [at, to] = [0, 0];
  for (const [same, sameNow] of [...kept, [middle.old.length, middle.now.length] as const]) {
    if (same > at || sameNow > to) {
      hunks.push({ from: [head + at, head + same], to: [head + to, head + sameNow] });
    }
    [at, to] = [same + 1, sameNow + 1];
  }
  return hunks;
}

/** Pairs of lines that stay, by Myers' greedy search; none where the texts differ too much. */
function commonLines(
  old: readonly string[],
  now: readonly string[],
): readonly (readonly [number, number])[] {
  const trace: Map<number, number>[] = [];
  let reached = new Map([[1, 0]]);
  for (let distance = 0; distance <= Math.min(MAX_DISTANCE, old.length + now.length); distance++) {
    const next = new Map<number, number>();
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      let at = stepOn(reached, diagonal, distance);
      while (at < old.length && at - diagonal < now.length && old[at] === now[at - diagonal]) at++;
      next.set(diagonal, at);
      if (at >= old.length && at - diagonal >= now.length)
        return walkBack(trace, reached, [old, now]);
    }
    trace.push(reached);
    reached = next;
  }
  return [];
}

function stepOn(reached: ReadonlyMap<number, number>, diagonal: number, distance: number): number {
  const down = reached.get(diagonal + 1) ?? -1;
  const right = reached.get(diagonal - 1) ?? -1;
  return diagonal === -distance || (diagonal !== distance && right < down) ? down : right + 1;
}

function walkBack(
  trace: readonly ReadonlyMap<number, number>[],
  last: ReadonlyMap<number, number>,
  [old, now]: readonly [readonly string[], readonly string[]],
): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  const steps = [...trace, last];
  let [at, to] = [old.length, now.length];
  for (let distance = steps.length - 1; distance >= 0; distance--) {
    const reached = steps[distance] ?? last;
    const diagonal = at - to;
    const start = stepOn(reached, diagonal, distance);
    const startTo = start - diagonal;
    while (at > start && to > startTo && at > 0 && to > 0) pairs.push([--at, --to]);
    const cameDown =
      diagonal === -distance ||
      (diagonal !== distance &&
        (reached.get(diagonal - 1) ?? -1) < (reached.get(diagonal + 1) ?? -1));
    if (cameDown) to -= 1;
    else at -= 1;
  }
  return pairs.toReversed();
}
