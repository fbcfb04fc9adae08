import { initTRPC, type TRPCError } from "@trpc/server";
import { z } from "zod";
import { type Problem, toProblem } from "../../common/contracts/problem.ts";
import type { StudioServices } from "./services.ts";

export interface RpcContext {
  readonly services: StudioServices;
}

const t = initTRPC.context<RpcContext>().create({
  // Expected failures cross the wire as data: views match on `problem.code`.
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    data: { ...shape.data, problem: problemOf(error) },
  }),
});

export const router = t.router;
export const procedure = t.procedure;

function problemOf(error: TRPCError): Problem {
  if (error.cause instanceof z.ZodError) {
    const [issue] = error.cause.issues;
    const where = issue?.path.join(".") ?? "input";
    return {
      code: "invalid-input",
      message: `${where === "" ? "The input" : where} is not valid: ${issue?.message ?? "unknown"}.`,
      details: JSON.stringify(error.cause.issues),
    };
  }
  return toProblem(error.cause ?? error);
}
