/** Where a text was found and how to show it. Lines and columns are 1-based, in UTF-16 units. */
export interface FoundText {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The line it begins in, cut to what a row can show. */
  readonly preview: string;
  readonly previewAt: number;
  /** Whether `preview` does not begin where the line does. */
  readonly isCut: boolean;
  /** Null when it is too long to be shown and replaced. */
  readonly text: string | null;
  readonly groups: readonly string[];
}

interface FoundInLines {
  /** The lines it is in, with their line endings. */
  readonly lines: string;
  /** The number of the first of them. */
  readonly firstLine: number;
  /** Offsets into the lines. */
  readonly from: number;
  readonly to: number;
  readonly groups: readonly string[];
}

const PREVIEW_UNITS = 400;
/** How much of a long line is shown before what was found. */
const PREVIEW_LEAD = 60;
const MAX_TEXT_UNITS = 20_000;

export function foundText({ lines, firstLine, from, to, groups }: FoundInLines): FoundText {
  const text = lines.slice(from, to);
  const begins = placeAt(lines, from, firstLine);
  const ends = placeAt(lines, to, firstLine);
  return {
    line: begins.line,
    column: begins.column,
    endLine: ends.line,
    endColumn: ends.column,
    ...previewOf(lines, from),
    text: text.length > MAX_TEXT_UNITS ? null : text,
    groups: groups.every((group) => group.length <= MAX_TEXT_UNITS) ? groups : [],
  };
}

function placeAt(lines: string, at: number, firstLine: number): { line: number; column: number } {
  let line = firstLine;
  let lineStart = 0;
  for (;;) {
    const newline = lines.indexOf("\n", lineStart);
    if (newline === -1 || newline >= at) return { line, column: at - lineStart + 1 };
    line++;
    lineStart = newline + 1;
  }
}

function previewOf(lines: string, at: number): Pick<FoundText, "preview" | "previewAt" | "isCut"> {
  const lineStart = at === 0 ? 0 : lines.lastIndexOf("\n", at - 1) + 1;
  const newline = lines.indexOf("\n", at);
  const lineEnd = newline === -1 ? lines.length : newline;
  const isShort = lineEnd - lineStart <= PREVIEW_UNITS;
  const from = isShort ? lineStart : Math.max(lineStart, at - PREVIEW_LEAD);
  const preview = lines.slice(from, Math.min(lineEnd, from + PREVIEW_UNITS));
  return {
    preview: preview.replace(/\r$/, "").toWellFormed(),
    previewAt: at - from,
    isCut: from > lineStart,
  };
}
