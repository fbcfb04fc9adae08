import { z } from "zod";
import { PreviewProblem } from "../../common/contracts/preview.ts";
import { WrittenPlaces } from "../../common/contracts/sourcePlaces.ts";
import type { FromCompiler } from "./protocol.ts";
import type { FromSupervised, OptimizerResult } from "./supervision.ts";

const Strings = z.array(z.string());
const Counter = z.number().int().nullable();

const Message = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("stage"),
    stage: z.enum(["compiler", "transform"]),
    status: z.enum(["running", "done", "failed"]),
    done: Counter,
    total: Counter,
  }),
  z.object({
    type: z.literal("commit"),
    id: z.number().int(),
    kind: z.enum(["provision", "update", "reload", "need", "settle"]),
    blobs: z.array(
      z.object({
        hash: z.string(),
        contentType: z.string(),
        imports: z.array(z.tuple([z.number().int(), z.number().int()])),
        body: z.instanceof(Uint8Array).nullable(),
      }),
    ),
    set: z.array(z.tuple([z.string(), z.string().nullable(), z.number()])),
    remove: Strings,
    payloads: z.array(z.unknown()),
    answers: Strings,
    complete: z.boolean(),
    partial: z.boolean(),
    saves: Strings,
  }),
  z.object({ type: z.literal("caught-up"), modules: z.number().int(), saves: Strings }),
  z.object({ type: z.literal("problem"), problem: PreviewProblem.nullable() }),
  z.object({ type: z.literal("located"), id: z.number().int(), places: WrittenPlaces }),
  z.object({
    type: z.literal("worker"),
    bundle: z
      .object({
        hash: z.string(),
        mainModule: z.string(),
        modules: z.record(z.string(), z.string()),
        compatibilityDate: z.string(),
        exports: z.array(z.string()),
      })
      .nullable(),
  }),
  z.object({
    type: z.literal("log"),
    level: z.enum(["info", "warn", "error"]),
    message: z.string(),
  }),
  z.object({ type: z.literal("pong") }),
  z.object({ type: z.literal("optimize") }),
]);

/**
 * Reads a message of the compiler process; null when it is none. Code of the app runs there and
 * can write to the same pipe, so nothing of it is taken on trust.
 */
export function parseFromCompiler(message: unknown): FromCompiler | FromSupervised | null {
  const parsed = Message.safeParse(message);
  return parsed.success ? parsed.data : null;
}

const Result = z.object({ type: z.literal("optimized"), error: z.string().nullable() });

export function parseOptimizerResult(message: unknown): OptimizerResult {
  const parsed = Result.safeParse(message);
  return parsed.data ?? { type: "optimized", error: "the optimizer's answer makes no sense" };
}
