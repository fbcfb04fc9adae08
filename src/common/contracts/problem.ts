import { z } from "zod";

/**
 * Every code an expected failure may carry across the wire. A code is stable: views and tests
 * match on it, sentences may change.
 */
export const ProblemCode = z.enum([
  /** The caller's input does not make sense (a bug in the view, or a hostile client). */
  "invalid-input",
  /** The app, file, script or setting asked for does not exist. */
  "not-found",
  /** Something of that name exists already. */
  "already-exists",
  /** The file changed on disk since the caller read it. */
  "conflict",
  /** The path leaves the app's folder, or crosses a link that does. */
  "outside-app",
  /** The path is protected (git metadata, Studio's own state). */
  "protected",
  /** The operating system refused. */
  "no-permission",
  /** No space left on the device, or a quota is used up. */
  "disk-full",
  /** Larger than the limit of the operation. */
  "too-large",
  /** Not text, or not in the encoding asked for. */
  "not-text",
  /** The app's folder is gone or unreadable. */
  "folder-missing",
  /** A network that is needed could not be reached. */
  "offline",
  /** Another Studio holds the lock. */
  "locked",
  /** A child process died or does not answer. */
  "process-down",
  /** A package could not be installed (not found, or version conflict). */
  "package-failed",
  /** The person has to trust the folder first. */
  "not-trusted",
  /** A remote account refused (token, permission, quota). */
  "account-refused",
  /** Stopped on request. */
  "cancelled",
  /** None of the above: a bug. The details say what was thrown. */
  "internal",
]);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** An expected failure: what happened, in a sentence for the person, and what to do next. */
export const Problem = z.object({
  code: ProblemCode,
  /** One sentence, sentence case, says what happened and why. */
  message: z.string(),
  /** One sentence that says what to do next; a view may show a button for it. */
  next: z.string().optional(),
  /** For copying into a report: paths, exit codes, stack. Never a secret value. */
  details: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;

/** Carries a {@link Problem} through code that throws; the RPC layer unwraps it into data. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.message, options);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

export function problem(
  code: ProblemCode,
  message: string,
  rest: { next?: string; details?: string } = {},
): ProblemError {
  return new ProblemError({ code, message, ...rest });
}

/** Makes data of whatever was thrown. An unknown error becomes `internal` with its stack. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof Error) {
    return { code: "internal", message: error.message, details: error.stack ?? error.message };
  }
  return { code: "internal", message: String(error) };
}
