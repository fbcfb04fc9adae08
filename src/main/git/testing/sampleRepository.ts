import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { GitFolder } from "../gitCalls.ts";
import type { GitCallName, GitCalls } from "../protocol.ts";

export const ANN = { name: "Ann Baker", email: "ann@example.org" };

// The person's own git settings are none of a test's: they would say who commits.
process.env["HOME"] = mkdtempSync(path.join(tmpdir(), "studio-home-"));

/** A real folder whose versions are changed by Studio's own git and looked at with git itself. */
export class SampleRepository implements Disposable {
  readonly root = realpathSync(mkdtempSync(path.join(tmpdir(), "studio-git-")));
  readonly #folder = new GitFolder(this.root);

  call<Name extends GitCallName>(
    name: Name,
    input: GitCalls[Name]["input"],
    signal: AbortSignal = new AbortController().signal,
  ): Promise<GitCalls[Name]["output"]> {
    const context = { signal, onProgress: () => undefined };
    return this.#folder.run(name, input, context) as Promise<GitCalls[Name]["output"]>;
  }

  /** What git itself prints. */
  git(...args: string[]): string {
    return execFileSync("git", ["-c", "user.name=Ann Baker", "-c", "user.email=a@b.c", ...args], {
      cwd: this.root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, GIT_CONFIG_NOSYSTEM: "1", LC_ALL: "C" },
    });
  }

  /** `git status` in its own short form, one line a file. */
  status(): readonly string[] {
    const args = ["-c", "core.quotePath=false", "status", "--porcelain", "-z", "-uall"];
    return this.git(...args)
      .split("\0")
      .filter(Boolean);
  }

  write(file: string, text: string | Uint8Array): void {
    mkdirSync(path.dirname(path.join(this.root, file)), { recursive: true });
    writeFileSync(path.join(this.root, file), text);
  }

  read(file: string): string {
    return readFileSync(path.join(this.root, file), "utf8");
  }

  remove(file: string): void {
    rmSync(path.join(this.root, file), { recursive: true });
  }

  /** Stages everything and commits it. @returns the commit's id. */
  async commitAll(message: string): Promise<string> {
    await this.call("stage", { paths: null });
    const done = await this.call("commit", { message, amend: false, author: ANN, hooks: false });
    if (done.kind !== "committed") throw new Error("nobody to commit as");
    return done.id;
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** One line for each change, as `git status --porcelain` writes it. */
export async function ourStatus(sample: SampleRepository): Promise<readonly string[]> {
  const status = await sample.call("status", { changed: null });
  if (status.kind !== "ready") throw new Error(`no repository: ${status.kind}`);
  const letters = { added: "A", modified: "M", deleted: "D", untracked: "?" } as const;
  return status.changes.map(({ path: file, staged, unstaged }) => {
    const x = unstaged === "untracked" ? "?" : staged === null ? " " : letters[staged];
    return `${x}${unstaged === null ? " " : letters[unstaged]} ${file}`;
  });
}
