import { z } from "zod";
import {
  type Hover,
  type SignatureHelp,
  TextRange,
} from "../../../../common/contracts/language.ts";
import { Markup, readOne } from "./shapes.ts";

const RawHover = z.object({
  contents: z.union([
    Markup,
    z.array(Markup).transform((parts) => parts.filter((part) => part !== "").join("\n\n")),
  ]),
  range: TextRange.optional(),
});

export function readHover(answer: unknown): Hover | null {
  const hover = readOne(RawHover, answer);
  if (hover === null || hover.contents.trim() === "") return null;
  return { contents: hover.contents, range: hover.range ?? null };
}

const RawSignatureHelp = z.object({
  activeSignature: z.number().nullish(),
  activeParameter: z.number().nullish(),
  signatures: z.array(
    z.object({
      label: z.string(),
      documentation: Markup.nullish(),
      activeParameter: z.number().nullish(),
      parameters: z
        .array(
          z.object({
            label: z.union([z.string(), z.tuple([z.number(), z.number()])]),
            documentation: Markup.nullish(),
          }),
        )
        .nullish(),
    }),
  ),
});

export function readSignatureHelp(answer: unknown): SignatureHelp | null {
  const help = readOne(RawSignatureHelp, answer);
  if (help === null || help.signatures.length === 0) return null;
  return {
    activeSignature: help.activeSignature ?? 0,
    activeParameter: help.activeParameter ?? 0,
    signatures: help.signatures.map((signature) => ({
      label: signature.label,
      documentation: signature.documentation ?? null,
      activeParameter: signature.activeParameter ?? null,
      parameters: (signature.parameters ?? []).map(({ label, documentation }) => ({
        label,
        documentation: documentation ?? null,
      })),
    })),
  };
}
