import { createHash } from "node:crypto";

/**
 * Text that a model reads and must not obey: file contents, pages, logs. Its end is marked by a
 * name made from the text itself, so that no text can close its own fence.
 */
export function fenced(kind: string, title: string, text: string): string {
  const mark = createHash("sha256").update(text).digest("hex").slice(0, 12);
  return `<data-${mark} kind="${kind}" title="${attribute(title)}">\n${text}\n</data-${mark}>`;
}

function attribute(text: string): string {
  return text.replaceAll(/["<>\n\r]/g, "'").slice(0, 300);
}
