import { foundText, type FoundText } from "../../../common/apps/foundText.ts";
import { readPattern } from "../../../common/apps/searchPattern.ts";
import { MAX_MATCHES, type SearchQuery } from "../../../common/contracts/search.ts";

/**
 * Finds in a text that only the editor has what ripgrep finds on disk. Null when the expression
 * is none in the browser's dialect, which lacks some of what ripgrep's have.
 */
export function findInText(text: string, query: SearchQuery): readonly FoundText[] | null {
  const { spansLines, anyLineEnding } = readPattern(query.isRegex ? query.pattern : "");
  const pattern = query.isRegex ? anyLineEnding : escaped(query.pattern);
  const expression = compile(pattern, query);
  if (expression === null) return null;
  return spansLines ? findAcross(text, expression) : findByLine(text, expression);
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}-]/g, String.raw`\$&`).replaceAll(String.raw`\-`, "-");
}

/** Unicode first, as ripgrep has it; some expressions are only valid without. */
function compile(pattern: string, query: SearchQuery): RegExp | null {
  const flags = query.matchCase ? "gm" : "gim";
  const shared = pattern.replaceAll("(?P<", "(?<");
  const dialects = [
    { flags: `${flags}u`, letter: String.raw`[\p{L}\p{M}\p{N}_]` },
    { flags, letter: String.raw`\w` },
  ];
  for (const { flags: dialect, letter } of dialects) {
    const source = query.wholeWord ? `(?<!${letter})(?:${shared})(?!${letter})` : shared;
    try {
      return new RegExp(source, dialect);
    } catch {
      continue;
    }
  }
  return null;
}

function findByLine(text: string, expression: RegExp): readonly FoundText[] {
  const found: FoundText[] = [];
  let number = 0;
  for (const line of text.split("\n")) {
    number++;
    for (const match of line.replace(/\r$/, "").matchAll(expression)) {
      if (found.length === MAX_MATCHES) return found;
      found.push(foundText({ lines: line, firstLine: number, ...spanOf(match) }));
    }
  }
  return found;
}

function findAcross(text: string, expression: RegExp): readonly FoundText[] {
  const found: FoundText[] = [];
  let firstLine = 1;
  let lineStart = 0;
  for (const match of text.matchAll(expression)) {
    if (found.length === MAX_MATCHES) break;
    const { from, to, groups } = spanOf(match);
    for (;;) {
      const newline = text.indexOf("\n", lineStart);
      if (newline === -1 || newline >= from) break;
      firstLine++;
      lineStart = newline + 1;
    }
    const newline = text.indexOf("\n", to);
    const lines = text.slice(lineStart, newline === -1 ? text.length : newline);
    const span = { from: from - lineStart, to: to - lineStart, groups };
    found.push(foundText({ lines, firstLine, ...span }));
  }
  return found;
}

function spanOf(match: RegExpExecArray): { from: number; to: number; groups: readonly string[] } {
  const [whole, ...groups] = match;
  const from = match.index;
  return { from, to: from + whole.length, groups: groups.map((group) => group ?? "") };
}
