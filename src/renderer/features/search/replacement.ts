import { readPattern } from "../../../common/apps/searchPattern.ts";
import type { SearchMatch, SearchQuery } from "../../../common/contracts/search.ts";

export interface ReplacementRule {
  /** What the person wrote. */
  readonly template: string;
  /** Upper and lower case follow what is replaced. */
  readonly preserveCase: boolean;
  readonly isRegex: boolean;
  /** Names of the expression's groups 1, 2, …; null for one without. */
  readonly groups: readonly (string | null)[];
}

export function replacementRule(
  query: Pick<SearchQuery, "pattern" | "isRegex">,
  { template, preserveCase }: Pick<ReplacementRule, "template" | "preserveCase">,
): ReplacementRule {
  const groups = query.isRegex ? readPattern(query.pattern).groups : [];
  return { template, preserveCase, isRegex: query.isRegex, groups };
}

/** What takes the place of a match; null for one that is too long to be replaced. */
export function replacementOf(
  match: Pick<SearchMatch, "text" | "groups">,
  rule: ReplacementRule,
): string | null {
  if (match.text === null) return null;
  const whole = match.text;
  const filled = rule.isRegex ? fill(rule, whole, match.groups) : rule.template;
  return rule.preserveCase ? inCaseOf(whole, filled) : filled;
}

const PLACEHOLDER = /\$(?:(?<sign>[$&])|(?<number>\d{1,2})|<(?<name>\w+)>)|\\(?<escape>[nt\\])/g;
const SIGNS: Readonly<Record<string, string>> = { n: "\n", t: "\t", "\\": "\\", $: "$" };

/** `$1`, `$<name>`, `$&` and `$$` as in JavaScript; `\n`, `\t` and `\\` as in a string. */
function fill(rule: ReplacementRule, whole: string, groups: readonly string[]): string {
  const parts: string[] = [];
  let taken = 0;
  for (const placeholder of rule.template.matchAll(PLACEHOLDER)) {
    parts.push(rule.template.slice(taken, placeholder.index));
    parts.push(valueOf(placeholder, { rule, whole, groups }));
    taken = placeholder.index + placeholder[0].length;
  }
  return parts.join("") + rule.template.slice(taken);
}

interface Captured {
  readonly rule: ReplacementRule;
  readonly whole: string;
  readonly groups: readonly string[];
}

/** What stands for nothing stays as it is written. */
function valueOf(placeholder: RegExpExecArray, { rule, whole, groups }: Captured): string {
  const written = placeholder[0];
  const { sign, number, name, escape } = placeholder.groups ?? {};
  if (sign === "&") return whole;
  if (name !== undefined) return groups[rule.groups.indexOf(name)] ?? written;
  if (number !== undefined) return numbered(number, rule.groups.length, groups) ?? written;
  return SIGNS[sign ?? escape ?? ""] ?? written;
}

/** With fewer than twelve groups `$12` is group 1 before a 2. */
function numbered(digits: string, count: number, groups: readonly string[]): string | undefined {
  const number = Number(digits);
  if (number >= 1 && number <= count) return groups[number - 1] ?? "";
  const [first, second] = [Number(digits.charAt(0)), digits.charAt(1)];
  if (second === "" || first < 1 || first > count) return undefined;
  return (groups[first - 1] ?? "") + second;
}

const SEPARATORS = ["-", "_"];

function inCaseOf(model: string, text: string): string {
  for (const separator of SEPARATORS) {
    const models = model.split(separator);
    const parts = text.split(separator);
    if (models.length > 1 && models.length === parts.length) {
      return parts.map((part, at) => wordInCaseOf(models[at] ?? "", part)).join(separator);
    }
  }
  return wordInCaseOf(model, text);
}

function wordInCaseOf(model: string, text: string): string {
  const hasCase = model.toUpperCase() !== model.toLowerCase();
  if (!hasCase) return text;
  if (model === model.toUpperCase() && model.length > 1) return text.toUpperCase();
  if (model === model.toLowerCase()) return text.toLowerCase();
  const first = model.charAt(0);
  const begin = text.charAt(0);
  const isUpper = first !== first.toLowerCase();
  return (isUpper ? begin.toUpperCase() : begin.toLowerCase()) + text.slice(1);
}
