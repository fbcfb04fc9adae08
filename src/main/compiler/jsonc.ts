/** Strings come first in both, so that what stands in them is kept. */
const COMMENT = /("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const TRAILING_COMMA = /("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g;

/** Reads JSON with comments and trailing commas. Throws a SyntaxError like `JSON.parse`. */
export function parseJsonc(text: string): unknown {
  const keepStrings = (_token: string, string: string | undefined): string => string ?? "";
  return JSON.parse(text.replace(COMMENT, keepStrings).replace(TRAILING_COMMA, keepStrings));
}
