export interface MergedText {
  readonly text: string;
  /** Places where both changed the same lines; each stands between markers in the text. */
  readonly conflicts: number;
}

export interface TextSides {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** Names on the markers. */
  readonly ourName: string;
  readonly theirName: string;
}

/** Merges two changes of a text by lines, as `git merge` does. */
export function mergeText(sides: TextSides): MergedText {
  const base = linesOf(sides.base);
  const ours = linesOf(sides.ours);
  const theirs = linesOf(sides.theirs);
  const inOurs = matchLines(base, ours);
  const inTheirs = matchLines(base, theirs);
  const out: string[] = [];
  let conflicts = 0;
  const at = { base: 0, ours: 0, theirs: 0 };
  for (;;) {
    const next = nextCommon(base.length, at.base, inOurs, inTheirs);
    const until = {
      base: next ?? base.length,
      ours: next === null ? ours.length : (inOurs.get(next) ?? 0),
      theirs: next === null ? theirs.length : (inTheirs.get(next) ?? 0),
    };
    const merged = mergeChunk({
      base: base.slice(at.base, until.base),
      ours: ours.slice(at.ours, until.ours),
      theirs: theirs.slice(at.theirs, until.theirs),
    });
    if (merged !== null) out.push(...merged);
    else {
      conflicts += 1;
      out.push(
        ...marked(ours.slice(at.ours, until.ours), theirs.slice(at.theirs, until.theirs), sides),
      );
    }
    if (next === null) return { text: out.join(""), conflicts };
    out.push(base[next] ?? "");
    at.base = until.base + 1;
    at.ours = until.ours + 1;
    at.theirs = until.theirs + 1;
  }
}

/** Each line with its own end, so that a missing last one is a difference. */
function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}

type Matches = ReadonlyMap<number, number>;

/** The next line of the base that both kept, at or after `from`. */
function nextCommon(end: number, from: number, inOurs: Matches, inTheirs: Matches): number | null {
  for (let line = from; line < end; line++) {
    if (inOurs.has(line) && inTheirs.has(line)) return line;
  }
  return null;
}

interface Chunk {
  readonly base: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/** Null when both changed it, each in another way. */
function mergeChunk({ base, ours, theirs }: Chunk): readonly string[] | null {
  if (isSame(ours, theirs) || isSame(base, theirs)) return ours;
  return isSame(base, ours) ? theirs : null;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, i) => line === b[i]);
}

function marked(
  ours: readonly string[],
  theirs: readonly string[],
  { ourName, theirName }: TextSides,
): readonly string[] {
  return [
    `<<<<<<< ${ourName}\n`,
    ...ended(ours),
    "=======\n",
    ...ended(theirs),
    `>>>>>>> ${theirName}\n`,
  ];
}

function ended(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line.endsWith("\n") ? line : `${line}\n`));
}

/** Texts that differ in more lines are not compared line by line: all of them are one conflict. */
const MAX_DIFFERENCES = 3_000;

/** Which line of `a` is which of `b`, in rising order: the longest common sequence (Myers). */
function matchLines(a: readonly string[], b: readonly string[]): Matches {
  const matches = new Map<number, number>();
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) matches.set(head, head++);
  let tail = 0;
  const isFree = (): boolean => tail < a.length - head && tail < b.length - head;
  while (isFree() && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const middle = shortestEdit(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  for (const [i, j] of middle) matches.set(head + i, head + j);
  for (let i = tail; i > 0; i--) matches.set(a.length - i, b.length - i);
  return matches;
}

function shortestEdit(
  a: readonly string[],
  b: readonly string[],
): readonly (readonly [number, number])[] {
  const trace: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= Math.min(a.length + b.length, MAX_DIFFERENCES); edits++) {
    trace.push(new Map(reach));
    for (let k = -edits; k <= edits; k += 2) {
      const isDown = k === -edits || (k !== edits && at(reach, k - 1) < at(reach, k + 1));
      let x = isDown ? at(reach, k + 1) : at(reach, k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      reach.set(k, x);
      if (x >= a.length && x - k >= b.length) return backtrack(trace, a.length, b.length);
    }
    reach = new Map(reach);
  }
  return [];
}

function at(reach: ReadonlyMap<number, number>, k: number): number {
  return reach.get(k) ?? -1;
}

function backtrack(
  trace: readonly ReadonlyMap<number, number>[],
  endX: number,
  endY: number,
): readonly (readonly [number, number])[] {
  const matches: [number, number][] = [];
  let x = endX;
  let y = endY;
  for (const [edits, reach] of [...trace.entries()].toReversed()) {
    const k = x - y;
    const isDown = k === -edits || (k !== edits && at(reach, k - 1) < at(reach, k + 1));
    const fromK = isDown ? k + 1 : k - 1;
    const fromX = at(reach, fromK);
    const fromY = fromX - fromK;
    while (x > fromX && y > fromY && x > 0 && y > 0) matches.push([--x, --y]);
    x = fromX;
    y = fromY;
  }
  return matches.toReversed();
}
