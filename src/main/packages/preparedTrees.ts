import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";

/** Of 100 to 300 MB each; Studio ships three starters. */
const MAX_TREES = 6;

/** No install takes this long: whoever staged the folder was killed. */
const ABANDONED_MS = 60 * 60 * 1_000;

/**
 * Complete node_modules folders that wait for an app, by the hash of the lockfile they were
 * installed from. An app gets the folder itself, by a rename: nothing is copied, and no file is
 * shared between apps, so none can edit another's packages.
 */
export class PreparedTrees {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async has(hash: string): Promise<boolean> {
    return stat(path.join(this.#folder, hash, "node_modules")).then(
      () => true,
      () => false,
    );
  }

  /** Moves a lockfile's tree to `target`. @returns false when there is none, or on another disk. */
  async take(hash: string, target: string): Promise<boolean> {
    const tree = path.join(this.#folder, hash);
    try {
      await rename(path.join(tree, "node_modules"), target);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "ENOENT" || code === "EXDEV") return false;
      throw error;
    }
    await rm(tree, { recursive: true, force: true });
    return true;
  }

  /** The newest tree: starters share most packages, so another one's is good to begin from. */
  async latest(): Promise<string | undefined> {
    const [newest] = (await this.#byAge()).filter(({ name }) => !name.startsWith("."));
    return newest === undefined ? undefined : path.join(this.#folder, newest.name, "node_modules");
  }

  /** A folder to install in, on the same disk. */
  async stage(): Promise<string> {
    const staged = path.join(this.#folder, `.${randomBytes(8).toString("hex")}`);
    await mkdir(staged, { recursive: true });
    return staged;
  }

  /** Takes a staged folder in; somebody else may have been faster, which is as good. */
  async publish(staged: string, hash: string): Promise<void> {
    await rename(staged, path.join(this.#folder, hash)).catch(
      async (error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
        await rm(staged, { recursive: true });
      },
    );
    await this.#dropOldest(hash);
  }

  async #dropOldest(kept: string): Promise<void> {
    const others = (await this.#byAge()).filter(({ name }) => name !== kept);
    const trees = others.filter(({ name }) => !name.startsWith("."));
    const abandoned = others.filter(
      ({ name, mtimeMs }) => name.startsWith(".") && mtimeMs < Date.now() - ABANDONED_MS,
    );
    for (const { name } of [...trees.slice(MAX_TREES - 1), ...abandoned]) {
      await rm(path.join(this.#folder, name), { recursive: true, force: true });
    }
  }

  /** Newest first. */
  async #byAge(): Promise<readonly { readonly name: string; readonly mtimeMs: number }[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const folders = await Promise.all(
      names.map(async (name) => {
        const stats = await stat(path.join(this.#folder, name)).catch(() => undefined);
        return { name, mtimeMs: stats?.mtimeMs ?? 0 };
      }),
    );
    return folders.toSorted((a, b) => b.mtimeMs - a.mtimeMs);
  }
}
