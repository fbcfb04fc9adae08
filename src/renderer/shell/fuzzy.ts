export interface FuzzyMatch {
  readonly score: number;
  /** Where each letter of the query was found. */
  readonly at: readonly number[];
}

/** A text prepared for being matched many times. */
interface Prepared {
  readonly text: string;
  readonly lower: string;
  /** Where the last part of a path begins. */
  readonly nameStart: number;
  /** Which letters and digits it holds, a bit each. */
  readonly signs: number;
}

export interface FuzzyIndex<T> {
  readonly items: readonly T[];
  readonly prepared: readonly Prepared[];
}

/** Prepares items that are ranked for each key of a query. */
export function fuzzyIndex<T>(items: readonly T[], textOf: (item: T) => string): FuzzyIndex<T> {
  return { items, prepared: items.map((item) => prepare(textOf(item))) };
}

/**
 * Finds a query's letters in order in a text, case-insensitively. Better scores go to letters
 * that follow each other, begin a word, or stand in the last part of a path. Null when a letter
 * is missing.
 */
export function fuzzyMatch(query: string, text: string): FuzzyMatch | null {
  return matchPrepared(lettersOf(query), prepare(text));
}

export interface Ranked<T> {
  readonly item: T;
  readonly at: readonly number[];
}

interface RankOptions<T> {
  /** At most so many, the best. */
  readonly limit?: number;
  /** Lifts or sinks an item among those that match about as well. */
  readonly bonus?: (item: T) => number;
}

/** Matches, best first. Equal scores keep their order. */
export function fuzzyRank<T>(
  query: string,
  index: FuzzyIndex<T>,
  { limit = Number.POSITIVE_INFINITY, bonus = () => 0 }: RankOptions<T> = {},
): readonly Ranked<T>[] {
  const wanted = lettersOf(query);
  const signs = signsOf(wanted);
  const found: (Ranked<T> & { score: number })[] = [];
  for (const [place, prepared] of index.prepared.entries()) {
    // Most items lack a letter: one operation tells.
    if ((prepared.signs & signs) !== signs) continue;
    const match = matchPrepared(wanted, prepared);
    const item = index.items[place];
    if (match === null || item === undefined) continue;
    found.push({ item, at: match.at, score: match.score + bonus(item) });
  }
  return found.sort((a, b) => b.score - a.score).slice(0, limit);
}

const lettersOf = (query: string): string => query.toLowerCase().replaceAll(" ", "");

function prepare(text: string): Prepared {
  // Lower case may be longer than the text (İ); then only the text itself has right places.
  const folded = text.toLowerCase();
  const lower = folded.length === text.length ? folded : text;
  return { text, lower, nameStart: text.lastIndexOf("/") + 1, signs: signsOf(lower) };
}

const A = "a".charCodeAt(0);
const ZERO = "0".charCodeAt(0);
const LETTERS = 26;

/** Letters have a bit each, digits share four, and what is neither counts for nothing. */
function signsOf(lower: string): number {
  let signs = 0;
  for (let at = 0; at < lower.length; at++) {
    const code = lower.charCodeAt(at);
    const letter = code - A;
    const digit = code - ZERO;
    if (letter >= 0 && letter < LETTERS) signs |= 1 << letter;
    else if (digit >= 0 && digit < 10) signs |= 1 << (LETTERS + (digit & 3));
  }
  return signs;
}

function matchPrepared(wanted: string, prepared: Prepared): FuzzyMatch | null {
  if (wanted === "") return { score: 0, at: [] };
  // A name that holds the whole query beats letters scattered over its folders.
  const inName = matchFrom(wanted, prepared, prepared.nameStart);
  if (prepared.nameStart === 0) return inName;
  const anywhere = matchFrom(wanted, prepared, 0);
  if (inName === null) return anywhere;
  if (anywhere === null || inName.score + wanted.length >= anywhere.score) return inName;
  return anywhere;
}

function matchFrom(wanted: string, prepared: Prepared, start: number): FuzzyMatch | null {
  const { text, nameStart } = prepared;
  const at: number[] = [];
  let score = 0;
  let from = start;
  let previous = -2;
  for (const letter of wanted) {
    const index = nextIndex(prepared, letter, from);
    if (index === -1) return null;
    score += letterScore(text, index, previous, nameStart);
    at.push(index);
    previous = index;
    from = index + letter.length;
  }
  if (endsWord(text, previous)) score += 2;
  return { score: score - text.length / 100, at };
}

/** The next place of a letter, preferring a following one or the start of a word close by. */
function nextIndex({ lower, text }: Prepared, letter: string, from: number): number {
  const first = lower.indexOf(letter, from);
  if (first === -1 || first === from) return first;
  for (
    let index = first;
    index !== -1 && index < first + 24;
    index = lower.indexOf(letter, index + 1)
  ) {
    if (startsWord(text, index)) return index;
  }
  return first;
}

function letterScore(text: string, index: number, previous: number, nameStart: number): number {
  let score = 1;
  if (previous === index - 1) score += 4;
  if (startsWord(text, index)) score += 3;
  if (index >= nameStart) score += 2;
  if (index === nameStart) score += 3;
  return score;
}

const isUpper = (code: number): boolean => code >= 65 && code <= 90;
const isLowerOrDigit = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

/** Space, and what parts words in file names: `-`, `.`, `/`, `_`. */
const isSeparator = (code: number): boolean =>
  code === 32 || code === 9 || (code >= 45 && code <= 47) || code === 95;

function startsWord(text: string, index: number): boolean {
  if (index === 0) return true;
  const before = text.charCodeAt(index - 1);
  return isSeparator(before) || (isLowerOrDigit(before) && isUpper(text.charCodeAt(index)));
}

function endsWord(text: string, index: number): boolean {
  return index === text.length - 1 || isSeparator(text.charCodeAt(index + 1));
}
