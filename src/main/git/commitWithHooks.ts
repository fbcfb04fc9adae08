import { statSync } from "node:fs";
import path from "node:path";
import { problem, ProblemError } from "../../common/contracts/problem.ts";
import { CommitId } from "../../common/contracts/versions.ts";
import { authorOf, checkedMessage, type CommitOutcome, type CommitRequest } from "./commit.ts";
import { isOn } from "./gitConfigFile.ts";
import type { Repository } from "./repository.ts";
import { runSystemGit, systemGit } from "./systemGit.ts";

const HOOKS = ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"];

/** Whether a commit has to run programs, or be signed, which only git itself does. */
export function hasHooks(repository: Repository): boolean {
  if (systemGit() === null) return false;
  if (isOn(repository.setting("commit.gpgsign"))) return true;
  const named = repository.setting("core.hookspath");
  const folder =
    named === null ? path.join(repository.gitDir, "hooks") : path.resolve(repository.root, named);
  return HOOKS.some((hook) => {
    const stats = statSync(path.join(folder, hook), { throwIfNoEntry: false });
    return stats?.isFile() === true && (process.platform === "win32" || (stats.mode & 0o111) !== 0);
  });
}

/** Commits by the system's git, with the hooks of a folder that is trusted. */
export async function commitWithHooks(
  repository: Repository,
  request: CommitRequest,
  signal: AbortSignal,
): Promise<CommitOutcome> {
  const author = authorOf(repository, request.author);
  if (author === null) return { kind: "author-needed" };
  const named = ["-c", `user.name=${author.name}`, "-c", `user.email=${author.email}`];
  const args = [...named, "commit", "--file=-", ...(request.amend ? ["--amend"] : [])];
  const input = checkedMessage(request.message);
  try {
    await runSystemGit({ cwd: repository.root, args, input, signal });
  } catch (error) {
    throw refused(error);
  }
  return { kind: "committed", id: CommitId.parse((await repository.head()).commit) };
}

function refused(error: unknown): Error {
  const details = error instanceof ProblemError ? error.problem.details : String(error);
  return problem("conflict", "Git did not make the commit: a hook or the signing refused it.", {
    next: "What it said is in the details. Nothing that is staged was lost.",
    ...(details === undefined ? {} : { details }),
  });
}
