import { appendFileSync, closeSync, mkdirSync, openSync, renameSync } from "node:fs";
import { rmdirSync, rmSync, writeSync } from "node:fs";
import fs, { readFileSync } from "node:fs";
import path from "node:path";
import git from "isomorphic-git";
import { problem } from "../../common/contracts/problem.ts";

export interface RefUpdate {
  readonly to: string;
  /** Whose change it is, and what it was: a line of the reflog. */
  readonly author: { readonly name: string; readonly email: string };
  readonly reason: string;
  readonly now: number;
}

/** The names of commits: branches, tags, HEAD. Changes are locked and logged as git does. */
export class Refs {
  readonly #gitDir: string;

  constructor(gitDir: string) {
    this.#gitDir = gitDir;
  }

  /** Null while HEAD is at a commit of its own. */
  headBranch(): string | null {
    const text = readFileSync(path.join(this.#gitDir, "HEAD"), "utf8").trim();
    return /^ref: refs\/heads\/(.+)$/.exec(text)?.[1] ?? null;
  }

  /** @returns the object's id; null when there is no such name. */
  async resolve(ref: string): Promise<string | null> {
    try {
      return await git.resolveRef({ fs, gitdir: this.#gitDir, ref });
    } catch {
      return null;
    }
  }

  /** Full names below a prefix (`refs/heads/`) with what they point at. */
  async list(prefix: string): Promise<ReadonlyMap<string, string>> {
    const names = await git.listRefs({ fs, gitdir: this.#gitDir, filepath: prefix.slice(0, -1) });
    const found = new Map<string, string>();
    for (const name of names) {
      const id = await this.resolve(prefix + name);
      if (id !== null && name !== "HEAD") found.set(prefix + name, id);
    }
    return found;
  }

  /** Moves a name, or makes it. @throws `locked` while another git does. */
  async write(ref: string, update: RefUpdate): Promise<void> {
    const before = await this.resolve(ref);
    this.#place(ref, `${update.to}\n`);
    this.#log(ref, before, update);
    if (ref !== "HEAD" && this.headBranch() === ref.replace(/^refs\/heads\//, "")) {
      this.#log("HEAD", before, update);
    }
  }

  /** Puts HEAD at a branch, which need not have a commit. */
  async putHeadAt(branch: string, update: RefUpdate | null): Promise<void> {
    const before = await this.resolve("HEAD");
    this.#place("HEAD", `ref: refs/heads/${branch}\n`);
    if (update !== null) this.#log("HEAD", before, update);
  }

  /** With its log, as git does; what it pointed at stays in HEAD's. */
  async remove(ref: string): Promise<void> {
    await git.deleteRef({ fs, gitdir: this.#gitDir, ref });
    rmSync(path.join(this.#gitDir, "logs", ref), { force: true });
    // A folder would be in the way of a name that is a file.
    this.#removeEmptyFolders(ref);
    this.#removeEmptyFolders(`logs/${ref}`);
  }

  #removeEmptyFolders(ref: string): void {
    const kinds = /^(?:logs\/)?refs\/\w+$/;
    for (let folder = path.posix.dirname(ref); !kinds.test(folder);) {
      try {
        rmdirSync(path.join(this.#gitDir, folder));
      } catch {
        // It holds other names, or was never there.
        return;
      }
      folder = path.posix.dirname(folder);
    }
  }

  #place(ref: string, text: string): void {
    const file = path.join(this.#gitDir, ref);
    mkdirSync(path.dirname(file), { recursive: true });
    const lock = `${file}.lock`;
    let handle: number;
    try {
      handle = openSync(lock, "wx", 0o644);
    } catch (error) {
      throw problem("locked", "Another git is at work in this repository.", {
        next: `Try again. If no git runs, delete ${lock}.`,
        details: String(error),
      });
    }
    writeSync(handle, text);
    closeSync(handle);
    renameSync(lock, file);
  }

  #log(ref: string, before: string | null, { to, author, reason, now }: RefUpdate): void {
    const file = path.join(this.#gitDir, "logs", ref);
    mkdirSync(path.dirname(file), { recursive: true });
    const who = `${author.name} <${author.email}> ${Math.floor(now / 1000)} +0000`;
    const [line = ""] = reason.split("\n");
    appendFileSync(file, `${before ?? "0".repeat(40)} ${to} ${who}\t${line}\n`);
  }
}
