import { z } from "zod";
import { TextRange } from "../../../../common/contracts/language.ts";

/** What servers answer with, as far as Studio reads it. */

export const Markup = z
  .union([
    z.string(),
    z.object({ value: z.string(), kind: z.string().optional(), language: z.string().optional() }),
  ])
  .transform((markup) => {
    if (typeof markup === "string") return markup;
    if (markup.language === undefined) return markup.value;
    return `\`\`\`${markup.language}\n${markup.value}\n\`\`\``;
  });

export const RawTextEdit = z
  .object({ range: TextRange, newText: z.string() })
  .transform(({ range, newText }) => ({ range, text: newText }));

/** Reads a list of which single entries may be of no use. */
export function readEach<T>(shape: z.ZodType<T>, answer: unknown): readonly T[] {
  if (!Array.isArray(answer)) return [];
  return answer.flatMap((item: unknown) => shape.safeParse(item).data ?? []);
}

/** Reads one value; null when the server has none. */
export function readOne<T>(shape: z.ZodType<T>, answer: unknown): T | null {
  return shape.safeParse(answer).data ?? null;
}
