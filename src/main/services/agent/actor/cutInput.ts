import type { z } from "zod";

type Json = z.core.util.JSONType;

/** Longer texts of an input are not in the event of a call, which every window gets. */
const MAX_TEXT = 32_768;
const SHOWN = 4_096;

/**
 * The input as the chat shows it.
 *
 * @returns `whole` is all of it as JSON when a text of it was cut; else null.
 */
export function cutInput(value: unknown): { readonly input: Json; readonly whole: string | null } {
  const json = JSON.stringify(value ?? null);
  const whole: unknown = JSON.parse(json);
  if (json.length <= MAX_TEXT) return { input: whole as Json, whole: null };
  let isCut = false;
  const input: unknown = JSON.parse(json, (_key, part: unknown) => {
    if (typeof part !== "string" || part.length <= MAX_TEXT) return part;
    isCut = true;
    return `${part.slice(0, SHOWN)}…`;
  });
  return { input: input as Json, whole: isCut ? json : null };
}
