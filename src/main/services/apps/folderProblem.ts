import { problem, ProblemError } from "../../../common/contracts/problem.ts";

/** Words a failed operation on a folder for the person. */
export function folderProblem(error: unknown, folder: string): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof Error && error.name === "AbortError") {
    return problem("cancelled", "Stopped on request.");
  }
  const details = String(error);
  switch (codeOf(error)) {
    case "ENOENT":
    case "ENOTDIR":
      return problem("folder-missing", `There is no folder at ${folder}.`, { details });
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return problem("no-permission", `The system refused access to ${folder}.`, {
        next: "Choose another folder, or change who may use this one.",
        details,
      });
    case "ENOSPC":
    case "EDQUOT":
      return problem("disk-full", `There is no space left for ${folder}.`, {
        next: "Free some space, then try again.",
        details,
      });
    case undefined:
    default:
      return problem("internal", `${folder} could not be read or written.`, { details });
  }
}

export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
