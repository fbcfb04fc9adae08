/** Text as it can stand between tags. */
export function jsxText(text: string): string {
  return /[{}<>&"'`\\\n]/.test(text) ? `{${JSON.stringify(text)}}` : text;
}

/** A string as it can stand in code. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A key as it can stand in an object. */
export function objectKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

/** Every line that holds something moved to the right. */
export function indented(text: string, spaces: number): string {
  return text.replaceAll(/^(?=.)/gm, " ".repeat(spaces));
}

/** A file's text: its parts with an empty line between them. */
export function joined(...parts: readonly string[]): string {
  const held = parts.map((part) => part.trim()).filter((part) => part !== "");
  return `${held.join("\n\n")}\n`;
}
