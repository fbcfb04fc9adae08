import { problem } from "../../../../common/contracts/problem.ts";

export interface PatchBlock {
  readonly search: string;
  readonly replace: string;
}

const HEAD = /^<{5,9} ?SEARCH>?\s*$/;
const MIDDLE = /^={5,9}\s*$/;
const TAIL = /^>{5,9} ?REPLACE\s*$/;

/**
 * Reads blocks of `<<<<<<< SEARCH`, `=======`, `>>>>>>> REPLACE`.
 *
 * @throws `invalid-input` when there is none, or one is cut.
 */
export function parsePatch(patch: string): readonly PatchBlock[] {
  const blocks: PatchBlock[] = [];
  let part: "outside" | "search" | "replace" = "outside";
  let search: string[] = [];
  let replace: string[] = [];
  for (const line of patch.split(/\r?\n/)) {
    if (part === "outside") {
      if (HEAD.test(line)) part = "search";
    } else if (part === "search") {
      if (MIDDLE.test(line)) part = "replace";
      else search.push(line);
    } else if (TAIL.test(line)) {
      blocks.push({ search: search.join("\n"), replace: replace.join("\n") });
      [part, search, replace] = ["outside", [], []];
    } else replace.push(line);
  }
  if (blocks.length > 0 && part === "outside") return blocks;
  throw problem("invalid-input", "The patch has no whole block.", {
    next: "Write <<<<<<< SEARCH, the old lines, =======, the new lines, >>>>>>> REPLACE.",
  });
}

/** What two lines are compared by, from strict to lenient. Nothing beyond: a near miss is a miss. */
const LADDER: readonly ((line: string) => string)[] = [
  (line) => line,
  (line) => line.trimEnd(),
  (line) => line.trim(),
  (line) => plainCharacters(line.trim()),
];

/**
 * Replaces each block's old lines, found in the text as it was before the patch, so that the order
 * of blocks does not matter.
 *
 * @throws `invalid-input` for lines that are not there, or are there more than once.
 */
export function applyPatch(path: string, text: string, blocks: readonly PatchBlock[]): string {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.split(/\r?\n/);
  const found = blocks.map((block) => ({ block, ...placeOf(path, lines, block) }));
  const ordered = found.toSorted((a, b) => a.at - b.at);
  for (const [index, { at }] of ordered.entries()) {
    const before = ordered[index - 1];
    if (before === undefined || before.at + before.length <= at) continue;
    throw problem("conflict", `Two blocks of the patch are about line ${at + 1} of ${path}.`);
  }
  for (const { at, length, block, indent } of ordered.toReversed()) {
    const made = block.replace === "" ? [] : block.replace.split("\n").map(indent);
    lines.splice(at, length, ...made);
  }
  return lines.join(eol);
}

interface Place {
  readonly at: number;
  readonly length: number;
  /** Shifts new lines as the old ones were shifted. */
  readonly indent: (line: string) => string;
}

function placeOf(path: string, lines: readonly string[], { search }: PatchBlock): Place {
  if (search.trim() === "") return emptyPlace(path, lines);
  const wanted = search.split("\n");
  for (const key of LADDER) {
    const at = allPlaces(lines.map(key), wanted.map(key));
    const [first] = at;
    if (first === undefined) continue;
    if (at.length > 1) throw ambiguous(path, at);
    return { at: first, length: wanted.length, indent: shift(wanted, lines.slice(first)) };
  }
  throw notThere(path, lines, wanted);
}

/** A block without old lines fills a file that is empty. */
function emptyPlace(path: string, lines: readonly string[]): Place {
  if (lines.every((line) => line.trim() === "")) {
    return { at: 0, length: lines.length, indent: (line) => line };
  }
  throw problem("invalid-input", `A block of the patch names no lines of ${path}.`, {
    next: "Repeat the lines before which the new ones are to stand.",
  });
}

function allPlaces(lines: readonly string[], wanted: readonly string[]): readonly number[] {
  const [first] = wanted;
  return lines.flatMap((line, at) =>
    line === first && wanted.every((each, offset) => lines[at + offset] === each) ? [at] : [],
  );
}

/** Only where every old line is shifted by the same. */
function shift(wanted: readonly string[], found: readonly string[]): (line: string) => string {
  const pairs = wanted.flatMap((line, at) =>
    line.trim() === "" ? [] : [[indentOf(line), indentOf(found[at] ?? "")] as const],
  );
  const [first] = pairs;
  if (first === undefined || first[0] === first[1]) return (line) => line;
  const [from, to] = first;
  const added = to.endsWith(from) ? to.slice(0, to.length - from.length) : null;
  const isShifted = pairs.every(([a, b]) => added !== null && b === added + a);
  return isShifted ? (line) => (line.trim() === "" ? line : `${added}${line}`) : (line) => line;
}

function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

/** Quotes, dashes and spaces as a keyboard types them. */
function plainCharacters(line: string): string {
  return line
    .normalize("NFKC")
    .replaceAll(/[\u2018\u2019\u201b]/g, "'")
    .replaceAll(/[\u201c\u201d\u201f]/g, '"')
    .replaceAll(/[\u2010-\u2015\u2212]/g, "-")
    .replaceAll(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, " ");
}

function ambiguous(path: string, at: readonly number[]): Error {
  const places = at.map((line) => line + 1).slice(0, 10);
  return problem("invalid-input", `${path} holds these lines ${at.length} times.`, {
    next: "Repeat more of the lines around the right place.",
    details: `They begin at lines ${places.join(", ")}.`,
  });
}

const SHOWN_AROUND = 3;

function notThere(path: string, lines: readonly string[], wanted: readonly string[]): Error {
  const nearest = nearestLine(lines, wanted);
  const from = Math.max(0, nearest - SHOWN_AROUND);
  const region = lines.slice(from, nearest + wanted.length + SHOWN_AROUND).slice(0, 60);
  return problem("invalid-input", `${path} does not hold the lines of the patch.`, {
    next: "Repeat the lines exactly as they are.",
    details: `The nearest lines:\n${region.map((line, at) => `${from + at + 1}\t${line}`).join("\n")}`,
  });
}

/** Where most of the wanted lines stand, in whatever order. */
function nearestLine(lines: readonly string[], wanted: readonly string[]): number {
  const keys = new Set(wanted.map((line) => line.trim()).filter((line) => line !== ""));
  let best = 0;
  let bestScore = -1;
  let score = 0;
  const hits = lines.map((line) => (keys.has(line.trim()) ? 1 : 0));
  for (const [at, hit] of hits.entries()) {
    score += hit - (hits[at - wanted.length] ?? 0);
    if (score > bestScore) [best, bestScore] = [Math.max(0, at - wanted.length + 1), score];
  }
  return best;
}
