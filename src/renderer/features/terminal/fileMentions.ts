/** A file that a line of output names. */
export interface FileMention {
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
  /** As it was written, without the place. */
  readonly path: string;
  /** 1-based; null when no place was named. */
  readonly line: number | null;
  readonly column: number | null;
}

/** What a name cannot begin or end with in prose: quotes, brackets, punctuation. */
const LEADING = /^[("'`<[{]+/;
const TRAILING = /[)"'`>\]},;:.]+$/;
/** `:12`, `:12:3`, `(12,3)` */
const PLACE = /(?::(\d{1,7})(?::(\d{1,7}))?|\((\d{1,7}),\s?(\d{1,7})\))$/;

/**
 * What may be a file in a line of output: `src/x.ts:12:3`, `src/x.ts(12,3)`,
 * `at f (file:///app/src/x.ts:1:2)`. Whether there is such a file is for the caller to know.
 */
export function fileMentions(text: string): readonly FileMention[] {
  return Array.from(text.matchAll(/[^\s|│]+/g)).flatMap((match) =>
    mentionIn(match[0], match.index),
  );
}

function mentionIn(word: string, at: number): readonly FileMention[] {
  const before = LEADING.exec(word)?.[0].length ?? 0;
  const named = withoutTail(word.slice(before));
  const place = PLACE.exec(named);
  const name = place === null ? named : named.slice(0, place.index);
  if (!/[./\\]/.test(name) || name.includes("://") !== name.startsWith("file://")) return [];
  return [
    {
      start: at + before,
      end: at + before + named.length,
      path: name.replace(/^file:\/\//, ""),
      line: numberOf(place?.[1] ?? place?.[3]),
      column: numberOf(place?.[2] ?? place?.[4]),
    },
  ];
}

/** `x.ts(1,2)` keeps its bracket, `(x.ts:1)` does not. */
function withoutTail(word: string): string {
  const bare = word.replace(TRAILING, "");
  const withBracket = `${bare})`;
  return PLACE.test(withBracket) && word.startsWith(withBracket) ? withBracket : bare;
}

function numberOf(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}

/** A mentioned path as the app's own; null when it lies elsewhere. */
export function pathInApp(mentioned: string, appFolder: string): string | null {
  const slashed = mentioned.replaceAll("\\", "/");
  const root = `${appFolder.replaceAll("\\", "/")}/`;
  const relative = slashed.startsWith(root) ? slashed.slice(root.length) : slashed;
  const names: string[] = [];
  for (const name of relative.split("/")) {
    if (name === "" && names.length === 0 && relative.startsWith("/")) return null;
    if (name === "..") {
      if (names.pop() === undefined) return null;
    } else if (name !== "." && name !== "") names.push(name);
  }
  return names.length === 0 ? null : names.join("/");
}
