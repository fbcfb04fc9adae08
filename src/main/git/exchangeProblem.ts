import { problem, ProblemError } from "../../common/contracts/problem.ts";

/** Words the failure of an exchange with a remote, from what either git says of it. */
export function exchangeProblem(error: unknown): Error {
  if (error instanceof ProblemError) return error;
  if (error instanceof Error && error.name === "AbortError") {
    return problem("cancelled", "Stopped on request.");
  }
  const details = withoutSecrets(describe(error));
  const kind = KINDS.find(({ signs }) => signs.test(details));
  if (kind === undefined)
    return problem("internal", "The remote repository did not answer as expected.", { details });
  return problem(kind.code, kind.message, { next: kind.next, details });
}

const KINDS = [
  {
    signs: /non-fast-forward|fetch first|not a simple fast-forward|not-fast-forward/i,
    code: "conflict",
    message: "The remote has commits that are not here yet.",
    next: "Pull them first, then push again.",
  },
  {
    signs: /\[remote rejected\]|pre-receive hook|protected branch|GH00\d/i,
    code: "account-refused",
    message: "The remote refused these commits by a rule of its own.",
    next: "Its words are in the details; a protected branch usually takes a pull request instead.",
  },
  {
    signs: /host key verification failed/i,
    code: "account-refused",
    message: "This machine does not know the remote's ssh key.",
    next: "Connect to it once with ssh in a terminal, and check the key there.",
  },
  {
    signs: /permission denied \(publickey|could not read from remote repository/i,
    code: "account-refused",
    message: "The remote does not take your ssh key.",
    next: "Add the key to your account there, or use the https address with a token.",
  },
  {
    signs:
      /\b40[13]\b|authentication failed|could not read (?:user|pass)|access denied|terminal prompts disabled|UserCanceled/i,
    code: "account-refused",
    message: "The remote asks for a token that may do this.",
    next: "Enter a token that can read and write this repository.",
  },
  {
    signs: /\b404\b|repository .*not found|does not exist|does not appear to be a git/i,
    code: "not-found",
    message: "There is no repository at this address, or your token may not see it.",
    next: "Check the address, and enter a token when the repository is private.",
  },
  {
    signs:
      /could not resolve|failed to connect|couldn't connect|connection (?:refused|reset|timed out)|unreachable|timed out|ENOTFOUND|ECONN|EAI_AGAIN|ETIMEDOUT|fetch failed|hung up|early EOF/i,
    code: "offline",
    message: "The remote could not be reached.",
    next: "Your commits are safe here. Try again when there is a connection.",
  },
  {
    signs: /No space left|ENOSPC/i,
    code: "disk-full",
    message: "There is no space left on the disk.",
    next: "Free some space, then try again.",
  },
] as const;

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  const data = "data" in error ? JSON.stringify(error.data) : "";
  const cause = error.cause === undefined ? "" : describe(error.cause);
  return [error.name, code, error.message, data, cause].filter((part) => part !== "").join(" ");
}

function withoutSecrets(text: string): string {
  return text
    .replaceAll(/(https?:\/\/)[^/@\s]*@/g, "$1")
    .replaceAll(/(authorization: *)\S+ *\S*/gi, "$1…")
    .slice(0, 4_000);
}
