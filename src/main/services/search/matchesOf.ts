import type { SearchMatch } from "../../../common/contracts/search.ts";

interface FoundLines {
  /** The lines of one or more matches, with their line endings. */
  readonly lines: string;
  /** What the offsets count in bytes of. */
  readonly encoding: "utf8" | "latin1";
  /** The number of the first one, 1-based. */
  readonly firstLine: number;
  readonly submatches: readonly {
    /** Offsets into the lines, in bytes. */
    readonly start: number;
    readonly end: number;
    readonly groups: readonly string[];
  }[];
}

const PREVIEW_UNITS = 400;
/** How much of a long line is shown before its match. */
const PREVIEW_LEAD = 60;
const MAX_MATCH_UNITS = 20_000;

/** The matches in lines that ripgrep printed, in UTF-16 units as editors count. */
export function matchesOf(found: FoundLines): readonly SearchMatch[] {
  const { lines, encoding, firstLine, submatches } = found;
  const unitAt = unitsOf(lines, encoding);
  return submatches.map(({ start, end, groups }) => {
    const from = unitAt(start);
    const to = unitAt(end);
    const text = lines.slice(from, to);
    const begins = placeAt(lines, from, firstLine);
    const ends = placeAt(lines, to, firstLine);
    return {
      line: begins.line,
      column: begins.column,
      endLine: ends.line,
      endColumn: ends.column,
      ...previewOf(lines, from),
      text: text.length > MAX_MATCH_UNITS ? null : text,
      groups: groups.every((group) => group.length <= MAX_MATCH_UNITS) ? groups : [],
    };
  });
}

/** Offsets in bytes as offsets in UTF-16. Ascending ones are cheap, which submatches are. */
function unitsOf(text: string, encoding: "utf8" | "latin1"): (byte: number) => number {
  const bytes = Buffer.from(text, encoding);
  if (bytes.length === text.length) return (byte) => byte;
  let known = { byte: 0, unit: 0 };
  return (byte) => {
    if (byte < known.byte) known = { byte: 0, unit: 0 };
    const unit = known.unit + bytes.toString("utf8", known.byte, byte).length;
    known = { byte, unit };
    return unit;
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

function previewOf(
  lines: string,
  at: number,
): Pick<SearchMatch, "preview" | "previewAt" | "isCut"> {
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
