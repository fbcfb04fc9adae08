import Cloudflare from "cloudflare";
import { problem, ProblemError } from "../../../common/contracts/problem.ts";

/** Words what the SDK threw for the person; the original error is the cause. */
export function accountProblem(error: unknown, kind: "local" | "cloudflare"): ProblemError {
  if (error instanceof ProblemError) return error;
  const worded = wordedProblem(error, kind);
  return new ProblemError(worded.problem, { cause: error });
}

function wordedProblem(error: unknown, kind: "local" | "cloudflare"): ProblemError {
  const who = kind === "local" ? "The local edge" : "Cloudflare";
  if (error instanceof Cloudflare.APIUserAbortError || isAbort(error)) {
    return problem("cancelled", "Stopped on request.");
  }
  if (error instanceof Cloudflare.APIConnectionError) {
    return problem("offline", `${who} could not be reached.`, {
      next: kind === "local" ? "Restart the edge." : "Check the network; Studio tries again.",
      details: error.message,
    });
  }
  if (error instanceof Cloudflare.APIError) return refusal(error, who);
  return problem("internal", `${who} gave an answer that was not understood.`, {
    details: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
}

/** It gave its own sentence, which says best what was wrong. */
function refusal(error: InstanceType<typeof Cloudflare.APIError>, who: string): ProblemError {
  const [first] = error.errors;
  const said = first === undefined ? error.message : `${first.message} (code ${first.code})`;
  const details = `HTTP ${error.status ?? "?"}: ${said}`;
  if (error instanceof Cloudflare.NotFoundError) {
    return problem("not-found", `${who} does not have it: ${said}`, { details });
  }
  if (error instanceof Cloudflare.RateLimitError) {
    return problem("account-refused", `${who} allows no more calls for now.`, {
      next: "Studio goes on when the limit allows it.",
      details,
    });
  }
  if ((error.status ?? 0) >= 500) {
    return problem("offline", `${who} could not answer: ${said}`, {
      next: "Studio tries again.",
      details,
    });
  }
  return problem("account-refused", `${who} refused: ${said}`, {
    ...(error.status === 401 || error.status === 403
      ? { next: "Check the account's token and its permissions." }
      : {}),
    details,
  });
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
