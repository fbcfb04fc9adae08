import { z } from "zod";

/** Host → syntax process. */
export interface ToSyntax {
  readonly id: number;
  /** Decides the language by its ending. */
  readonly path: string;
  readonly text: string;
}

export const SyntaxError = z.object({
  message: z.string(),
  /** From 1. */
  line: z.number().int(),
});
export type SyntaxError = z.infer<typeof SyntaxError>;

/** Syntax process → host. */
export const FromSyntax = z.object({ id: z.number(), errors: z.array(SyntaxError) });
export type FromSyntax = z.infer<typeof FromSyntax>;
