/** Stands for a value that no model is shown. */
export const MASK = "••••••";

/** A file of environment variables with their names and none of their values. */
export function maskedVariables(text: string): string {
  return text
    .split(/(?<=\n)/)
    .map((line) => line.replace(/^(\s*(?:export\s+)?[\w.-]+\s*=\s*)[^\r\n]*/, `$1${MASK}`))
    .map((line) => (isNamed(line) ? line : hidden(line)))
    .join("");
}

function isNamed(line: string): boolean {
  return line.includes(MASK) || /^\s*(?:#.*)?\r?\n?$/.test(line);
}

/** The further lines of a value in quotes. */
function hidden(line: string): string {
  return MASK + (/\r?\n$/.exec(line)?.[0] ?? "");
}

/** The values in a file of environment variables, as programs read them. */
export function variableValues(text: string): readonly string[] {
  const quoted =
    /^\s*(?:export\s+)?([\w.-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|`([^`]*)`|([^\r\n]*))/gm;
  const values: string[] = [];
  for (const [, name = "", double, single, back, bare] of text.matchAll(quoted)) {
    // What is public by its name is in every visitor's browser.
    if (/^(?:VITE|PUBLIC|NEXT_PUBLIC)_/.test(name)) continue;
    const value = double ?? single ?? back ?? bare?.replace(/\s+#.*$/, "").trim() ?? "";
    if (value !== "") values.push(value, ...value.split(/\\n|\n/));
  }
  return values;
}
