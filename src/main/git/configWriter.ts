import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Repository } from "./repository.ts";

/** `["remote", "origin", "url"]`; the middle one is taken as it is. */
type ConfigKey = readonly [section: string, name: string, key: string];

/**
 * Sets one value in the repository's config, or removes it with null. The rest of the file, its
 * comments and its order stay.
 */
export function setConfigValue(repository: Repository, key: ConfigKey, value: string | null): void {
  const file = path.join(repository.gitDir, "config");
  const text = withValue(readFileSync(file, "utf8"), key, value);
  const staged = `${file}.${randomBytes(4).toString("hex")}`;
  writeFileSync(staged, text, { flag: "wx" });
  renameSync(staged, file);
}

function withValue(text: string, key: ConfigKey, value: string | null): string {
  const [section, name, last] = key;
  const header = `[${section} "${escaped(name)}"]`;
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.trim() === header);
  const line = value === null ? null : `\t${last} = ${quoted(value)}`;
  if (start === -1) {
    if (line === null) return text;
    return `${text.trimEnd()}\n${header}\n${line}\n`;
  }
  const after = lines.findIndex((each, i) => i > start && each.trimStart().startsWith("["));
  const end = after === -1 ? lines.length : after;
  const kept = lines
    .slice(start + 1, end)
    .filter((each) => !new RegExp(`^\\s*${last}\\s*(?:=|$)`, "i").test(each));
  const isEmpty = line === null && kept.every((each) => each.trim() === "");
  const body = isEmpty ? [] : [header, ...(line === null ? [] : [line]), ...kept];
  return [...lines.slice(0, start), ...body, ...lines.slice(end)].join("\n");
}

function escaped(name: string): string {
  return name.replaceAll(/[\\"]/g, (character) => `\\${character}`);
}

function quoted(value: string): string {
  return /[\s"#;\\]/.test(value) ? `"${escaped(value)}"` : value;
}
