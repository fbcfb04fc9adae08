/** Strings (kept), comments and trailing commas (dropped). */
const TOKEN =
  /("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=\s*(?:\/\/[^\n]*\s*|\/\*[\s\S]*?\*\/\s*)*[}\]])/g;

/** Reads JSON with comments and trailing commas. Throws a SyntaxError like `JSON.parse`. */
export function parseJsonc(text: string): unknown {
  return JSON.parse(text.replace(TOKEN, (_token, string: string | undefined) => string ?? ""));
}
