import {
  type Node,
  type ParseError,
  getNodeValue,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { type Problem } from "../../../common/contracts/problem.ts";
import type { SettingIssue } from "../../../common/contracts/settings.ts";
import { type SettingsScope, settingFields } from "../../../common/contracts/settingFields.ts";
import { Settings } from "../../../common/contracts/studio.ts";

export interface ParsedSettings {
  readonly values: Readonly<Record<string, unknown>>;
  readonly issues: readonly SettingIssue[];
  /** The text as a whole makes no sense; then there are no values. */
  readonly problem: Problem | null;
}

const NOTHING = { values: {}, issues: [] } as const;

/** Reads JSON with comments. One wrong value costs that setting, a broken text costs all. */
export function parseSettings(text: string, scope: SettingsScope): ParsedSettings {
  if (text.trim() === "") return { ...NOTHING, problem: null };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined) return { ...NOTHING, problem: brokenAt(text, first) };
  if (root?.type !== "object") return { ...NOTHING, problem: notAnObject() };
  return readEntries(root, text, scope);
}

function readEntries(root: Node, text: string, scope: SettingsScope): ParsedSettings {
  const values = new Map<string, unknown>();
  const issues: SettingIssue[] = [];
  for (const { children: [name, node] = [] } of root.children ?? []) {
    if (name === undefined || node === undefined) continue;
    const key = String(name.value);
    const value: unknown = getNodeValue(node);
    const message = refusal(key, value, scope);
    if (message === null) values.set(key, value);
    else issues.push({ key, message, line: lineAt(text, name.offset) });
  }
  return { values: Object.fromEntries(values), issues, problem: null };
}

/** Why a setting has no effect in a file of this scope; null when it has. */
export function refusal(key: string, value: unknown, scope: SettingsScope): string | null {
  const field = settingFields.find((known) => known.key === key);
  if (field === undefined) return `There is no setting ${key}.`;
  if (scope === "app" && !field.inApp) {
    return `${key} can only be set for yourself, not by an app.`;
  }
  const checked = Settings.shape[field.key].safeParse(value);
  if (checked.success) return null;
  return `${key} is not valid: ${checked.error.issues[0]?.message ?? "wrong value"}.`;
}

function brokenAt(text: string, { error, offset }: ParseError): Problem {
  const line = lineAt(text, offset);
  return {
    code: "invalid-input",
    message: `Line ${line} cannot be read: ${words(printParseErrorCode(error))}.`,
    next: "Mend the line. Until then the last good settings stay in effect.",
  };
}

function notAnObject(): Problem {
  return {
    code: "invalid-input",
    message: "The file has to hold one object: { … }.",
    next: "Put braces around the settings. Until then the last good settings stay in effect.",
  };
}

/** `CommaExpected` → `comma expected`. */
function words(code: string): string {
  return code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
