import { type FoundText, foundText } from "../../../common/apps/foundText.ts";

interface PrintedLines {
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

/** The matches in lines that ripgrep printed, in UTF-16 units as editors count. */
export function matchesOf(printed: PrintedLines): readonly FoundText[] {
  const { lines, encoding, firstLine, submatches } = printed;
  const unitAt = unitsOf(lines, encoding);
  return submatches.map(({ start, end, groups }) =>
    foundText({ lines, firstLine, from: unitAt(start), to: unitAt(end), groups }),
  );
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
