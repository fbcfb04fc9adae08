import { lstat, mkdir, realpath } from "node:fs/promises";
import path from "node:path";
import type { Stats } from "node:fs";
import { FilePath } from "../../../common/apps/filePath.ts";
import { problem } from "../../../common/contracts/problem.ts";
import { diskProblem, errnoOf, outsideApp } from "./diskProblem.ts";

/** A path of the app with every link in it resolved, known to be inside the app's folder. */
export interface JailedPath {
  /** Without links on the way, and itself no link. */
  readonly absolute: string;
  /** The same, relative to the app: differs from what was asked when a link was followed. */
  readonly relative: FilePath;
  /** What is there; null when nothing is. */
  readonly stats: Stats | null;
}

/** Resolves paths of one app, and refuses those that lead out of its folder. */
export class PathJail {
  readonly root: string;

  /** @param root the app's folder as a real path, without links. */
  constructor(root: string) {
    this.root = root;
  }

  /**
   * Follows links, as reading and writing do.
   *
   * @throws `outside-app` for a link out of the folder or a loop; `not-found` when the folder the
   * path is in does not exist; `folder-missing` when the app's is gone.
   */
  async resolve(asked: FilePath): Promise<JailedPath> {
    const entry = await this.resolveEntry(asked);
    if (entry.stats?.isSymbolicLink() !== true) return entry;
    const target = await this.#realInside(entry.absolute, asked);
    return { ...this.#jailed(target), stats: await lstatOrNull(target, asked) };
  }

  /** Follows links on the way, but not the last name: for renaming and removing a link itself. */
  async resolveEntry(asked: FilePath): Promise<JailedPath> {
    const parent = await this.resolveParent(asked);
    const absolute = path.join(parent, path.basename(asked));
    return { ...this.#jailed(absolute), stats: await lstatOrNull(absolute, asked) };
  }

  /** Like `resolve`, for a file that may be new, in folders that may be new. */
  async resolveNew(asked: FilePath): Promise<JailedPath> {
    const missing: string[] = [];
    let folder = path.join(this.root, path.dirname(asked));
    for (;;) {
      const stats = await lstatOrNull(folder, asked);
      if (stats !== null || folder === this.root) break;
      missing.unshift(path.basename(folder));
      folder = path.dirname(folder);
    }
    if (missing.length === 0) return this.resolve(asked);
    const real = await this.#realInside(folder, asked);
    const absolute = path.join(real, ...missing, path.basename(asked));
    return { ...this.#jailed(absolute), stats: null };
  }

  /** @throws `folder-missing` when the app's folder is not there. */
  async checkRoot(): Promise<void> {
    const missing = await this.#rootProblem();
    if (missing !== undefined) throw missing;
  }

  /** The real folder a path is in. Asked again just before a change lands, it catches a swap. */
  resolveParent(asked: FilePath): Promise<string> {
    return this.#realInside(path.join(this.root, path.dirname(asked)), asked);
  }

  /** Makes the folders a new entry is in, without following a link out of the app. */
  async makeParents(asked: FilePath): Promise<void> {
    const names = path.posix.dirname(asked).split("/");
    let folder = this.root;
    for (const name of names[0] === "." ? [] : names) {
      const next = path.join(folder, name);
      await mkdir(next).catch((error: unknown) => {
        if (errnoOf(error) !== "EEXIST") throw diskProblem(error, asked);
      });
      folder = await this.#realInside(next, asked);
    }
  }

  async #realInside(absolute: string, asked: string): Promise<string> {
    const real = await realpath(absolute).catch(async (error: unknown) => {
      throw (await this.#rootProblem()) ?? diskProblem(error, asked);
    });
    if (real === this.root || real.startsWith(this.root + path.sep)) return real;
    throw (await this.#rootProblem()) ?? outsideApp(asked, real);
  }

  /** Why nothing in the app can be found: its own folder is not there any more. */
  async #rootProblem(): Promise<Error | undefined> {
    const root = await realpath(this.root).catch(() => undefined);
    if (root === this.root) return undefined;
    return problem("folder-missing", "The app's folder is not there any more.", {
      next: "Put it back, or tell Studio where it is now.",
      details: this.root,
    });
  }

  #jailed(absolute: string): Pick<JailedPath, "absolute" | "relative"> {
    const relative = path.relative(this.root, absolute).replaceAll(path.sep, "/");
    const parsed = FilePath.safeParse(relative);
    if (!parsed.success) throw outsideApp(relative, absolute);
    return { absolute, relative: parsed.data };
  }
}

async function lstatOrNull(absolute: string, asked: string): Promise<Stats | null> {
  try {
    return await lstat(absolute);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return null;
    throw diskProblem(error, asked);
  }
}
