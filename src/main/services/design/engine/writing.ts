import { type Change, Refusal } from "./outcome.ts";
import type { LiteralPlace } from "./values.ts";

/** Puts a value in the place of a literal, in the literal's own notation. */
export function rewriteLiteral({ source, node }: LiteralPlace, value: string): Change {
  const { path, text } = source;
  if (node.type === "JSXText") return rewriteJsxText(path, node, value);
  const raw = text.slice(node.start, node.end);
  const parent = source.parentOf(node);
  if (parent?.type === "JSXAttribute") {
    return {
      path,
      start: node.start,
      end: node.end,
      text: jsxAttributeValue(value, raw[0] === "'"),
    };
  }
  if (node.type === "TemplateLiteral") {
    return { path, start: node.start, end: node.end, text: `\`${escapedTemplate(value)}\`` };
  }
  const quote = raw[0] === "'" ? "'" : '"';
  return { path, start: node.start, end: node.end, text: quotedString(value, quote) };
}

/** With the space around it kept. Text that JSX would read as something else is put in braces. */
function rewriteJsxText(
  path: string,
  node: {
    readonly start: number;
    readonly end: number;
    readonly value: string;
    readonly raw: string | null;
  },
  value: string,
): Change {
  const raw = node.raw ?? node.value;
  const lead = /^\s*/.exec(raw)?.[0].length ?? 0;
  const trail = raw.trim() === "" ? 0 : (/\s*$/.exec(raw)?.[0].length ?? 0);
  return { path, start: node.start + lead, end: node.end - trail, text: jsxText(value) };
}

export function jsxText(value: string): string {
  const isPlain = !/[{}<>&]/.test(value) && value === value.trim() && !/[\n\t]| {2}/.test(value);
  return isPlain ? value : `{${quotedString(value, '"')}}`;
}

/** The value of a JSX attribute with its quotes. JSX has no escapes, so some need braces. */
export function jsxAttributeValue(value: string, single = false): string {
  if (/[&\n\r\\]/.test(value) || (value.includes('"') && value.includes("'"))) {
    return `{${quotedString(value, '"')}}`;
  }
  const quote = value.includes('"') ? "'" : value.includes("'") ? '"' : single ? "'" : '"';
  return `${quote}${value}${quote}`;
}

function quotedString(value: string, quote: '"' | "'"): string {
  const json = JSON.stringify(value)
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
  if (quote === '"') return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function escapedTemplate(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${");
}

/** The one literal that has the value the page shows, or a refusal. */
export function literalShowing(
  candidates: readonly LiteralPlace[],
  value: string,
  index: number,
): LiteralPlace | null {
  const same = candidates.filter((one) => one.value === value);
  if (same.length <= 1) return same[0] ?? null;
  // Items of one list that say the same: the list's order tells, if nothing was left out of it.
  const byOrder = candidates[index];
  if (byOrder !== undefined && same.includes(byOrder)) {
    const files = new Set(same.map(({ source }) => source.path));
    if (files.size === 1) return byOrder;
  }
  throw new Refusal(
    "ambiguous-text",
    `“${value.slice(0, 60)}” stands in ${same.length} places that this could come from.`,
  );
}
