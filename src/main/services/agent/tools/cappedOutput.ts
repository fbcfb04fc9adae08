import { z } from "zod";

export type Json = z.core.util.JSONType;

/** A model reads no more of one call; characters of JSON. */
const MAX_OUTPUT = 200_000;

/** The output as JSON, cut where it is too much for a model to read. */
export function cappedOutput(output: unknown): Json {
  const text = JSON.stringify(output ?? null);
  if (text.length <= MAX_OUTPUT) return z.json().parse(JSON.parse(text));
  return { truncated: true, length: text.length, beginning: text.slice(0, MAX_OUTPUT) };
}
