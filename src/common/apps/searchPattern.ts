/** What can be said of a regular expression from its text, whichever engine runs it. */
export interface PatternShape {
  /** The names of its groups 1, 2, …; null for a group without one. */
  readonly groups: readonly (string | null)[];
  /** It can only match when it may look across the end of a line. */
  readonly spansLines: boolean;
  /** The same expression, whose `\n` also takes the line ending `\r\n`. */
  readonly anyLineEnding: string;
}

const GROUP_NAME = /^\(\?P?<([A-Za-z_]\w*)>/;
const LINE_ENDING = String.raw`(?:\r?\n)`;

/** Reads a regular expression as far as groups and line ends go. Broken ones are no error here. */
export function readPattern(pattern: string): PatternShape {
  const groups: (string | null)[] = [];
  let spansLines = false;
  let inClass = false;
  let anyLineEnding = "";
  for (let at = 0; at < pattern.length; at++) {
    const unit = pattern.charAt(at);
    const isEscape = unit === "\\";
    const token = isEscape ? pattern.slice(at, at + 2) : unit;
    const isLineEnd = token === String.raw`\n` || token === "\n";
    if (isEscape) at++;
    else if (inClass) inClass = unit !== "]";
    else if (unit === "[") inClass = true;
    else if (unit === "(") groups.push(...groupAt(pattern, at));
    // In a class that excludes it, a line end asks for nothing across lines.
    if (isLineEnd && !inClass) spansLines = true;
    anyLineEnding += isLineEnd && !inClass ? LINE_ENDING : token;
  }
  return { groups, spansLines, anyLineEnding };
}

function groupAt(pattern: string, at: number): readonly (string | null)[] {
  if (pattern.charAt(at + 1) !== "?") return [null];
  const name = GROUP_NAME.exec(pattern.slice(at, at + 200))?.[1];
  return name === undefined ? [] : [name];
}
