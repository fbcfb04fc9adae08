import { problem } from "../../../../common/contracts/problem.ts";

/**
 * What models write instead of code that they do not repeat: "// ... rest of the code unchanged".
 * Taken for the file it would delete what it stands for.
 */
const MARKS: readonly RegExp[] = [
  /^\s*(?:\/\/|\/\*+|#|<!--|\{\/\*|--)\s*(?:\.{3}|…)\s*(?:\w.*)?(?:existing|rest|remaining|unchanged|same|previous|other|keep|omitted)\b.*$/i,
  /^\s*(?:\/\/|\/\*+|#|<!--|\{\/\*|--)\s*(?:the\s+)?(?:rest|remainder|remaining|existing|previous)\b.{0,40}\b(?:unchanged|the same|as before|as is|goes here|remains?|omitted)\b.*$/i,
  /^\s*(?:\/\/|\/\*+|#|<!--|\{\/\*|--)\s*(?:keep|leave)\b.{0,40}\b(?:existing|rest|unchanged|as is)\b.*$/i,
  /^\s*(?:\/\/|\/\*+|\{\/\*)\s*(?:\.{3}|…)\s*(?:\*\/\}?)?\s*$/,
];

/** The first line that stands for code left out; null when the text is whole. */
export function leftOutMark(text: string, before: string): string | null {
  for (const line of text.split("\n")) {
    if (!MARKS.some((mark) => mark.test(line))) continue;
    // A file that said so before may go on saying so.
    if (!before.includes(line.trim())) return line.trim().slice(0, 120);
  }
  return null;
}

/** @throws `invalid-input` for a text that stands for more than it says. */
export function refuseLeftOut(text: string, before: string): void {
  const mark = leftOutMark(text, before);
  if (mark === null) return;
  throw problem("invalid-input", `The text leaves something out: "${mark}".`, {
    next: "Write everything that is to stand there, or change only the lines with os-line-replace.",
  });
}
