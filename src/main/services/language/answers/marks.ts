import { z } from "zod";
import {
  type ColorSpot,
  type FoldingRange,
  type Highlight,
  type InlayHint,
  TextPosition,
  TextRange,
} from "../../../../common/contracts/language.ts";
import { readEach, readOne } from "./shapes.ts";

const RawHighlight = z.object({ range: TextRange, kind: z.number().default(1) });

export function readHighlights(answer: unknown): readonly Highlight[] {
  return readEach(RawHighlight, answer);
}

const RawHint = z.object({
  position: TextPosition,
  label: z.union([
    z.string(),
    z
      .array(z.object({ value: z.string() }))
      .transform((parts) => parts.map(({ value }) => value).join("")),
  ]),
  kind: z.number().default(1),
  paddingLeft: z.boolean().default(false),
  paddingRight: z.boolean().default(false),
});

export function readInlayHints(answer: unknown): readonly InlayHint[] {
  return readEach(RawHint, answer);
}

const Tokens = z.object({ data: z.array(z.number()) });

/** Five numbers a token, as the protocol has them. */
export function readSemanticTokens(answer: unknown): readonly number[] {
  return readOne(Tokens, answer)?.data ?? [];
}

const RawFolding = z
  .object({ startLine: z.number(), endLine: z.number(), kind: z.string().optional() })
  .transform(({ startLine, endLine, kind }) => ({
    start: startLine,
    end: endLine,
    kind: kind ?? null,
  }));

export function readFoldingRanges(answer: unknown): readonly FoldingRange[] {
  return readEach(RawFolding, answer);
}

interface Nested {
  readonly range: TextRange;
  readonly parent?: Nested | undefined;
}

const RawSelection: z.ZodType<Nested> = z.lazy(() =>
  z.object({ range: TextRange, parent: RawSelection.optional() }),
);

/** From the smallest range to the whole. */
export function readSelectionRanges(answer: unknown): readonly TextRange[] {
  const [first] = readEach(RawSelection, answer);
  const ranges: TextRange[] = [];
  for (let at: Nested | undefined = first; at !== undefined; at = at.parent) ranges.push(at.range);
  return ranges;
}

const RawLinked = z.object({ ranges: z.array(TextRange) });

/** Ranges that hold the same name, as a tag's two ends. */
export function readLinkedRanges(answer: unknown): readonly TextRange[] {
  return readOne(RawLinked, answer)?.ranges ?? [];
}

const RawColor = z
  .object({
    range: TextRange,
    color: z.object({
      red: z.number(),
      green: z.number(),
      blue: z.number(),
      alpha: z.number(),
    }),
  })
  .transform(({ range, color }) => ({ range, ...color }));

export function readColors(answer: unknown): readonly ColorSpot[] {
  return readEach(RawColor, answer);
}
