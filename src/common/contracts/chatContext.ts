import { z } from "zod";

/** What a request to a model is made of, for the token meter. */
export const ContextPart = z.object({
  kind: z.enum([
    "instructions",
    "owner-instructions",
    "tools",
    "history",
    "project",
    "attachments",
    "console",
    "question",
  ]),
  tokens: z.number().int(),
});
export type ContextPart = z.infer<typeof ContextPart>;

/**
 * How full a model's context is. Tokens are an estimate from the number of characters: each model
 * counts otherwise, and none of their counters is here.
 */
export const ContextBreakdown = z.object({
  parts: z.array(ContextPart),
  tokens: z.number().int(),
  /** What the model takes at most; null when it is not known. */
  limit: z.number().int().nullable(),
});
export type ContextBreakdown = z.infer<typeof ContextBreakdown>;
