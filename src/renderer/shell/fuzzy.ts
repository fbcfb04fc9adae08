export interface FuzzyMatch {
  readonly score: number;
  /** Where each letter of the query was found. */
  readonly at: readonly number[];
}

/**
 * Finds a query's letters in order in a text, case-insensitively. Better scores go to letters
 * that follow each other, begin a word, or stand in the last part of a path. Null when a letter
 * is missing.
 */
export function fuzzyMatch(query: string, text: string): FuzzyMatch | null {
  const wanted = query.toLowerCase().replaceAll(" ", "");
  if (wanted === "") return { score: 0, at: [] };
  const nameStart = text.lastIndexOf("/") + 1;
  // A name that holds the whole query beats letters scattered over its folders.
  const inName = matchFrom(wanted, text, nameStart);
  const anywhere = matchFrom(wanted, text, 0);
  if (inName === null) return anywhere;
  if (anywhere === null || inName.score + wanted.length >= anywhere.score) return inName;
  return anywhere;
}

function matchFrom(wanted: string, text: string, start: number): FuzzyMatch | null {
  const lower = text.toLowerCase();
  const nameStart = text.lastIndexOf("/") + 1;
  const at: number[] = [];
  let score = 0;
  let from = start;
  for (const letter of wanted) {
    const index = nextIndex(lower, text, letter, from);
    if (index === -1) return null;
    score += letterScore(text, index, at.at(-1), nameStart);
    at.push(index);
    from = index + 1;
  }
  const last = at.at(-1);
  if (last !== undefined && endsWord(text, last)) score += 2;
  return { score: score - text.length / 100, at };
}

/** The next place of a letter, preferring a following one or the start of a word close by. */
function nextIndex(lower: string, text: string, letter: string, from: number): number {
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

function letterScore(
  text: string,
  index: number,
  previous: number | undefined,
  nameStart: number,
): number {
  let score = 1;
  if (previous === index - 1) score += 4;
  if (startsWord(text, index)) score += 3;
  if (index >= nameStart) score += 2;
  if (index === nameStart) score += 3;
  return score;
}

function startsWord(text: string, index: number): boolean {
  if (index === 0) return true;
  const before = text.charAt(index - 1);
  const letter = text.charAt(index);
  return /[\s/._-]/.test(before) || (/[a-z\d]/.test(before) && /[A-Z]/.test(letter));
}

/** Matches, best first. Equal scores keep their order. */
export function fuzzyRank<T>(
  query: string,
  items: readonly T[],
  textOf: (item: T) => string,
): readonly { readonly item: T; readonly at: readonly number[] }[] {
  const found = items.flatMap((item) => {
    const match = fuzzyMatch(query, textOf(item));
    return match === null ? [] : [{ item, at: match.at, score: match.score }];
  });
  return found.toSorted((a, b) => b.score - a.score);
}

function endsWord(text: string, index: number): boolean {
  return index === text.length - 1 || /[\s/._-]/.test(text.charAt(index + 1));
}
