import type { Declaration } from "./styleRules.ts";

/** Whether a declaration wins over another of the same property, by CSS's cascade. */
export function beats(one: Declaration, other: Declaration): boolean {
  if (one.important !== other.important) return one.important;
  // A style attribute comes after all layers and selectors of the same importance.
  if (one.isInline !== other.isInline) return one.isInline;
  // Among important declarations earlier layers win, and unlayered ones lose.
  if (one.layer !== other.layer)
    return one.important ? one.layer < other.layer : one.layer > other.layer;
  const bySelector = compare(one.specificity, other.specificity);
  return bySelector === 0 ? one.order > other.order : bySelector > 0;
}

function compare(one: Specificity, other: Specificity): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

/** Ids; classes, attributes and pseudo-classes; types and pseudo-elements. */
export type Specificity = readonly [ids: number, classes: number, types: number];

const NONE: Specificity = [0, 0, 0];

/** Of one selector without commas at its top level. Nesting (`&`) must have been resolved. */
export function specificityOf(selector: string): Specificity {
  const tokens =
    /\\.|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|::?[\w-]+\(?|[#.]|\[|\]|\(|\)|[\w-]+|[*>+~,\s]|./gu;
  let sum = NONE;
  let at = 0;
  while (at < selector.length) {
    tokens.lastIndex = at;
    const match = tokens.exec(selector);
    if (match === null) break;
    const [token] = match;
    at = tokens.lastIndex;
    if (token === "#" || token === ".") {
      at = endOfName(selector, at);
      sum = add(sum, token === "#" ? [1, 0, 0] : [0, 1, 0]);
    } else if (token === "[") {
      at = endOf(selector, at, "[", "]");
      sum = add(sum, [0, 1, 0]);
    } else if (token.startsWith(":") && token.endsWith("(")) {
      const end = endOf(selector, at, "(", ")");
      sum = add(sum, ofFunction(token, selector.slice(at, end - 1)));
      at = end;
    } else if (token.startsWith("::")) {
      sum = add(sum, [0, 0, 1]);
    } else if (token.startsWith(":")) {
      sum = add(sum, [0, 1, 0]);
    } else if (/^[\w-]+$/.test(token)) {
      at = endOfName(selector, at);
      sum = add(sum, [0, 0, 1]);
    }
  }
  return sum;
}

function ofFunction(name: string, inner: string): Specificity {
  if (name === ":where(") return NONE;
  if (/^:(?:is|not|has|-webkit-any|-moz-any)\($/.test(name)) return highest(inner);
  if (/^:nth-(?:last-)?child\($/.test(name)) {
    const of = inner.indexOf(" of ");
    return add([0, 1, 0], of === -1 ? NONE : highest(inner.slice(of + 4)));
  }
  if (name.startsWith("::")) return [0, 0, 1];
  return [0, 1, 0];
}

function highest(selectors: string): Specificity {
  return splitSelectors(selectors)
    .map(specificityOf)
    .reduce((best, next) => (compare(next, best) > 0 ? next : best), NONE);
}

/** Splits at the commas that stand in no brackets. */
export function splitSelectors(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (char === "\\") i += 1;
    else if (char === "(" || char === "[") depth += 1;
    else if (char === ")" || char === "]") depth -= 1;
    else if (char === "," && depth === 0) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  return [...parts, text.slice(start).trim()];
}

function endOfName(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[\w\\-]|[^\0-\x7f]/.test(text[at] ?? ""))
    at += text[at] === "\\" ? 2 : 1;
  return at;
}

function endOf(text: string, from: number, open: string, close: string): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (char === "\\") at += 1;
    else if (char === open) depth += 1;
    else if (char === close && (depth -= 1) === 0) return at + 1;
  }
  return text.length;
}

function add(one: Specificity, other: Specificity): Specificity {
  return [one[0] + other[0], one[1] + other[1], one[2] + other[2]];
}
