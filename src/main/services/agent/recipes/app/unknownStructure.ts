import { problem, type ProblemError } from "../../../../../common/contracts/problem.ts";

/** A recipe says no, with the reason: it never guesses at an app that it does not understand. */
export function unknownStructure(what: string): ProblemError {
  return problem("invalid-input", `This recipe does not know how this app is built: ${what}`, {
    next: "Nothing was changed. Make the change by hand, or connect a model and describe it.",
  });
}
