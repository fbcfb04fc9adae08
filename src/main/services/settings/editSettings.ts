import { applyEdits, modify } from "jsonc-parser";

const FORMAT = { insertSpaces: true, tabSize: 2, eol: "\n" };

/**
 * The text with one setting changed, or taken out when the value is undefined. Comments, order
 * and formatting of everything else stay. A record changes entry by entry, for the same reason.
 */
export function editSetting(text: string, key: string, value: unknown, before: unknown): string {
  const start = text.trim() === "" ? "{}\n" : text;
  if (!isRecord(value) || !isRecord(before)) return editAt(start, [key], value);
  const names = new Set([...Object.keys(before), ...Object.keys(value)]);
  return [...names]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(value[name]))
    .reduce((edited, name) => editAt(edited, [key, name], value[name]), start);
}

function editAt(text: string, path: readonly string[], value: unknown): string {
  const eol = text.includes("\r\n") ? "\r\n" : FORMAT.eol;
  const formattingOptions = { ...FORMAT, eol };
  return applyEdits(text, modify(text, [...path], value, { formattingOptions }));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
