import { z } from "zod";

/** What goes wrong in the answer to one request. */
export const Fault = z.object({
  /** Answers with this instead: 429, 529, 500, 401. */
  status: z.number().int().optional(),
  /** Seconds that a refused request is told to wait. */
  retryAfter: z.number().optional(),
  /** Pieces after which the connection breaks, in the middle of whatever is being written. */
  cutAfter: z.number().int().optional(),
  /** Pieces after which the provider says, in its stream, that it failed. */
  errorAfter: z.number().int().optional(),
  /** Pieces after which nothing more comes. */
  stallAfter: z.number().int().optional(),
  /** The reason it gives for having ended: `length`, `max_tokens`. */
  finish: z.string().optional(),
  /** Sends events of types that nobody knows, and comments, between the others. */
  unknownEvents: z.boolean().optional(),
  /** Cuts the bytes anywhere: within a line, and within a character. */
  splitBytes: z.boolean().optional(),
});
export type Fault = z.infer<typeof Fault>;

const Call = z.object({
  tool: z.string(),
  /** An object, or the very text that is sent as its JSON. */
  input: z.union([z.record(z.string(), z.json()), z.string()]),
});

/** One answer of the model: its words, then its calls, which come in parallel. */
export const Answer = z.object({
  reasoning: z.string().optional(),
  text: z.string().optional(),
  calls: z.array(Call).optional(),
});
export type Answer = z.infer<typeof Answer>;

/**
 * What the server plays: one answer for each request of a run, told apart by how many results of
 * tools the request holds since the scenario began; after the last one it says `Done.`
 */
export const Scenario = z.object({
  answers: z.array(Answer),
  /** By request, in the order in which they come. */
  faults: z.array(Fault.nullable()).default([]),
  /** UTF-16 units a piece. */
  piece: z.number().int().min(1).default(16),
  /** Ms between pieces. */
  delayMs: z.number().default(0),
});
export type Scenario = z.infer<typeof Scenario>;

const MARK = "scenario:";

/** A message of a person that makes the server play this. */
export function scenarioMessage(scenario: z.input<typeof Scenario>): string {
  return `${MARK}${JSON.stringify(scenario)}`;
}

/** The scenario that a text holds, which may have others around it. */
export function scenarioIn(text: string): Scenario | null {
  const line = text.split("\n").find((each) => each.startsWith(MARK));
  return line === undefined ? null : Scenario.parse(JSON.parse(line.slice(MARK.length)));
}
