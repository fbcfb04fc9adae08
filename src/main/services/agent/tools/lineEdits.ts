import { z } from "zod";
import { problem } from "../../../../common/contracts/problem.ts";

/** Lines `first` to `last` (from 1, both included) hold `search`, and become `replace`. */
export const LineEdit = z.object({
  first: z.number().int().min(1),
  /** One less than `first` inserts before line `first`. */
  last: z.number().int().min(0),
  /** Exactly what the lines hold now; empty for an insertion. */
  search: z.string().max(200_000),
  /** Empty removes the lines. */
  replace: z.string().max(1_000_000),
});
export type LineEdit = z.infer<typeof LineEdit>;

/**
 * Applies edits that were all written against the same text, from the bottom up.
 *
 * @throws `invalid-input` when the lines do not hold what an edit expects; `conflict` when two
 * edits are about the same lines.
 */
export function applyLineEdits(
  file: { readonly path: string; readonly text: string },
  edits: readonly LineEdit[],
): string {
  const eol = dominantLineEnd(file.text);
  const lines = fileLines(file.text);
  const isEnded = file.text === "" || file.text.endsWith("\n");
  const ordered = edits.toSorted((a, b) => a.first - b.first || a.last - b.last);
  refuseOverlaps(file.path, ordered);
  for (const edit of ordered.toReversed()) {
    guard(file.path, lines, edit);
    const made = linesOf(edit.replace).map((text) => ({ text, end: eol }));
    lines.splice(edit.first - 1, edit.last - edit.first + 1, ...made);
  }
  return lines
    .map(({ text, end }, at) => {
      if (at === lines.length - 1) return isEnded ? text + (end || eol) : text;
      return text + (end || eol);
    })
    .join("");
}

interface FileLine {
  readonly text: string;
  /** Its own line end: a file may mix them. */
  readonly end: string;
}

function fileLines(text: string): FileLine[] {
  if (text === "") return [];
  return text.split(/(?<=\n)/).map((line) => {
    const end = /\r?\n$/.exec(line)?.[0] ?? "";
    return { text: line.slice(0, line.length - end.length), end };
  });
}

export function dominantLineEnd(text: string): "\n" | "\r\n" {
  const all = text.match(/\n/g)?.length ?? 0;
  const windows = text.match(/\r\n/g)?.length ?? 0;
  return windows * 2 > all ? "\r\n" : "\n";
}

/** A text of lines as a model writes it: a line end after the last one adds no line. */
function linesOf(text: string): readonly string[] {
  if (text === "") return [];
  return text.replace(/\r?\n$/, "").split(/\r?\n/);
}

function refuseOverlaps(path: string, ordered: readonly LineEdit[]): void {
  for (const [at, edit] of ordered.entries()) {
    if (edit.last < edit.first - 1) {
      throw problem("invalid-input", `${path}: line ${edit.last} is before line ${edit.first}.`);
    }
    const next = ordered[at + 1];
    if (next === undefined || (next.first > edit.last && next.first > edit.first)) continue;
    throw problem("conflict", `Two edits of this step are about line ${next.first} of ${path}.`, {
      next: "View the file again and send one edit for these lines.",
    });
  }
}

function guard(path: string, lines: readonly FileLine[], edit: LineEdit): void {
  const found = lines.slice(edit.first - 1, edit.last).map(({ text }) => text);
  if (edit.first > lines.length + 1 || edit.last > lines.length) {
    throw problem("invalid-input", `${path} has only ${lines.length} lines.`, {
      next: "View the file again.",
    });
  }
  const expected = edit.search.replaceAll("\r\n", "\n");
  const held = found.join("\n");
  // A text of lines may end with a line end or not.
  if (held === expected || held === expected.replace(/\n$/, "")) return;
  throw problem("invalid-input", `Lines ${edit.first} to ${edit.last} of ${path} differ.`, {
    next: "Send the exact text that these lines hold.",
    details: `They hold:\n${held.slice(0, 2_000)}`,
  });
}
