import type { ESTree } from "vite";
import type { Files } from "./files.ts";
import { type Change, Refusal } from "./outcome.ts";
import type { JsxElement, Source } from "./source.ts";
import { literalsOf, type OwnerPlace, shownText } from "./values.ts";
import { jsxText, literalShowing, rewriteLiteral } from "./writing.ts";

export interface TextRequest {
  readonly source: Source;
  readonly element: JsxElement;
  /** What is to be read. */
  readonly text: string;
  /** What is read now, as the page's text content. */
  readonly shown: string;
  readonly owners: readonly OwnerPlace[];
  /** Which of the elements of this place it is. */
  readonly index: number;
  readonly files: Files;
}

/** A part of an element's text that comes from one child. */
interface Segment {
  readonly child: ESTree.JSXChild;
  /** What it shows; null when only the page knows. */
  readonly value: string | null;
}

/** Changes after which the element reads as asked, or a refusal. */
export function planText(request: TextRequest): readonly Change[] {
  const { element, source, text, shown } = request;
  if (text === shown) throw new Refusal("no-change", "The text is as it was.");
  if (element.openingElement.selfClosing) throw fromCode(request);
  const segments = trimmed(ownSegments(element));
  if (segments.length === 0) {
    if (element.children.some(({ type }) => type !== "JSXText")) throw fromCode(request);
    return [insertText(source, element, text)];
  }
  const spans = placed(request, segments);
  const { start, end } = changedPart(shown, text);
  const inserted = text.slice(start, text.length - (shown.length - end));
  const holders = spans.filter((span) => span.start <= start && end <= span.end);
  const literal = holders.find(({ segment }) => segment.child.type === "JSXText");
  const holder = literal ?? (holders.length === 1 ? holders[0] : undefined);
  if (holder === undefined) {
    throw new Refusal(
      "text-from-code",
      "The change touches a part of the text that is computed, together with a part that is not.",
      { path: source.path, offset: element.start },
    );
  }
  const old = shown.slice(holder.start, holder.end);
  const next = old.slice(0, start - holder.start) + inserted + old.slice(end - holder.start);
  return [rewriteSegment(request, holder.segment, old, next)];
}

/** The page tells an element's own text: what elements inside it say is theirs. */
function ownSegments({ children }: JsxElement): readonly Segment[] {
  return children
    .filter(({ type }) => type !== "JSXElement" && type !== "JSXFragment")
    .map(segmentOf)
    .filter(({ value }) => value !== "");
}

/** As the page tells it: spaces as one, none at the ends. */
function trimmed(segments: readonly Segment[]): readonly Segment[] {
  return segments
    .map(({ child, value }, index) => {
      const tidy = value?.replaceAll(/\s+/g, " ") ?? null;
      const start = index === 0 ? (tidy?.trimStart() ?? null) : tidy;
      return { child, value: index === segments.length - 1 ? (start?.trimEnd() ?? null) : start };
    })
    .filter(({ value }) => value !== "");
}

function segmentOf(child: ESTree.JSXChild): Segment {
  if (child.type === "JSXText") return { child, value: shownText(child.value) };
  if (child.type === "JSXExpressionContainer") {
    const { expression } = child;
    if (expression.type === "JSXEmptyExpression") return { child, value: "" };
    if (expression.type === "Literal" && typeof expression.value === "string") {
      return { child, value: expression.value };
    }
  }
  return { child, value: null };
}

interface Span {
  readonly segment: Segment;
  readonly start: number;
  readonly end: number;
}

/**
 * Where each child's text lies in what is shown. What the source says literally anchors the rest;
 * when that can be read in two ways it is refused.
 */
function placed(request: TextRequest, segments: readonly Segment[]): readonly Span[] {
  const pattern = (any: string): RegExp =>
    new RegExp(
      `^${segments.map(({ value }) => (value === null ? `(${any})` : `(${escaped(value)})`)).join("")}$`,
      "d",
    );
  const lazy = pattern("[^]*?").exec(request.shown);
  const greedy = pattern("[^]*").exec(request.shown);
  if (lazy === null || greedy === null) {
    if (request.element.children.some(({ type }) => type === "JSXElement")) throw fromCode(request);
    throw new Refusal(
      "place-moved",
      "The page shows another text than the source has here: it was changed since, or by a script.",
      { path: request.source.path, offset: request.element.start },
    );
  }
  return segments.map((segment, index) => {
    const [start = -1, end = -1] = lazy.indices?.[index + 1] ?? [];
    const [otherStart, otherEnd] = greedy.indices?.[index + 1] ?? [];
    if (start !== otherStart || end !== otherEnd) throw fromCode(request);
    return { segment, start, end };
  });
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The smallest part of the old text that the new one replaces. */
function changedPart(before: string, after: string): { start: number; end: number } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < most - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { start, end: before.length - tail };
}

function rewriteSegment(
  request: TextRequest,
  { child }: Segment,
  old: string,
  next: string,
): Change {
  const { source, owners, files, index } = request;
  if (child.type === "JSXText") return rewriteText(source, child, old, next);
  if (child.type !== "JSXExpressionContainer" || child.expression.type === "JSXEmptyExpression") {
    throw new Refusal(
      "text-from-code",
      "This text belongs to an element inside. Select that one.",
      { path: source.path, offset: child.start },
    );
  }
  const candidates = literalsOf(child.expression, source, owners, files);
  const literal = literalShowing(candidates, old, index);
  if (literal === null) throw fromCode(request, source.text.slice(child.start, child.end));
  return rewriteLiteral(literal, next);
}

/** Between other children the spaces at its ends count, so that part is written whole. */
function rewriteText(source: Source, child: ESTree.JSXText, old: string, next: string): Change {
  const raw = source.text.slice(child.start, child.end);
  const { start, end } = changedPart(old, next);
  const inserted = next.slice(start, next.length - (old.length - end));
  const at = raw.indexOf(old);
  const isLiteral =
    at !== -1 && shownText(raw).trim() === old.trim() && !/[{}<>&\n]| {2}/.test(inserted);
  const keepsEdges = /^\s/.test(next) === /^\s/.test(old) && /\s$/.test(next) === /\s$/.test(old);
  // Nothing is wrapped anew: only what differs is replaced.
  if (isLiteral && keepsEdges && next.trim() !== "") {
    const [from, to] = [child.start + at + start, child.start + at + end];
    return { path: source.path, start: from, end: to, text: inserted };
  }
  const kept = keptSpace(raw, old);
  return {
    path: source.path,
    start: child.start + kept.lead,
    end: child.end - kept.trail,
    text: next === "" ? "" : jsxText(next),
  };
}

/** How much of the space at the ends of a text only arranges the source. */
function keptSpace(raw: string, old: string): { readonly lead: number; readonly trail: number } {
  const lead = /^\s*/.exec(raw)?.[0] ?? "";
  const trail = raw.trim() === "" ? "" : (/\s*$/.exec(raw)?.[0] ?? "");
  return {
    lead: lead.includes("\n") || !/^\s/.test(old) ? lead.length : 0,
    trail: trail.includes("\n") || !/\s$/.test(old) ? trail.length : 0,
  };
}

function insertText(source: Source, element: JsxElement, text: string): Change {
  const { end } = element.openingElement;
  const close = element.closingElement?.start ?? end;
  return { path: source.path, start: end, end: close, text: jsxText(text) };
}

function fromCode({ source, element }: TextRequest, code?: string): Refusal {
  const message =
    code === undefined
      ? "This text is computed, and what it comes from cannot be told."
      : `The text comes from ${code.slice(0, 80)}, which cannot be followed to a text in the app's files.`;
  return new Refusal("text-from-code", message, { path: source.path, offset: element.start });
}
