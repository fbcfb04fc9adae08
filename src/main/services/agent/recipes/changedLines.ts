export interface LineChange {
  /** The first and the last line that change, from 1; `last` is one less for an insertion. */
  readonly first: number;
  readonly last: number;
  /** What they hold now, and what instead: each line with its line break. */
  readonly search: string;
  readonly replace: string;
}

/** The smallest run of lines that holds every difference of two texts. */
export function changedLines(before: string, after: string): LineChange {
  const [old, young] = [linesOf(before), linesOf(after)];
  const shorter = Math.min(old.length, young.length);
  let head = 0;
  while (head < shorter && old[head] === young[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === young.at(-1 - tail)) tail += 1;
  return {
    first: head + 1,
    last: old.length - tail,
    search: textOf(old.slice(head, old.length - tail)),
    replace: textOf(young.slice(head, young.length - tail)),
  };
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

/** A line break after the last line begins no other. */
function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, "").split("\n");
}
