import { problem, ProblemError } from "../../../common/contracts/problem.ts";

/** The system's error code (`ENOENT`) of a failed file operation; undefined for other errors. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Words a failed file operation for the person. `path` is the app's path, not the machine's. */
export function diskProblem(error: unknown, path: string): ProblemError {
  if (error instanceof ProblemError) return error;
  const details = String(error);
  switch (errnoOf(error)) {
    case "ENOENT":
    case "ENOTDIR":
      return problem("not-found", `${path} does not exist.`, { details });
    case "EEXIST":
    case "ENOTEMPTY":
      return problem("already-exists", `${path} exists already.`, { details });
    case "EACCES":
    case "EPERM":
      return problem("no-permission", `The system refused access to ${path}.`, {
        next: "Check who owns the file and whether it is write-protected.",
        details,
      });
    case "EROFS":
      return problem("no-permission", `${path} is on a disk that can only be read.`, { details });
    case "ENOSPC":
    case "EDQUOT":
      return problem("disk-full", `There is no space left to write ${path}.`, {
        next: "Free some space, then save again. Your text is still in the editor.",
        details,
      });
    case "ENAMETOOLONG":
      return problem("invalid-input", `The name of ${path} is too long for this disk.`, {
        details,
      });
    case "EISDIR":
      return problem("invalid-input", `${path} is a folder.`, { details });
    case "ELOOP":
      return outsideApp(path, details);
    case undefined:
    default:
      return problem("internal", `${path} could not be read or written.`, { details });
  }
}

export function outsideApp(path: string, details: string): ProblemError {
  return problem("outside-app", `${path} leads out of the app's folder.`, {
    next: "Open the folder it points to as an app of its own, or replace the link by a file.",
    details,
  });
}
