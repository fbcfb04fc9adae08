import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";

/** Of 100 to 300 MB each; Studio ships three starters. */
const MAX_TREES = 6;

/** No install takes this long: whoever staged the folder was killed. */
const ABANDONED_MS = 60 * 60 * 1_000;

/** Complete node_modules folders, by the hash of the lockfile they were installed from. */
export class PreparedTrees {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The node_modules folder to copy from; undefined when there is none for the lockfile. */
  async find(hash: string): Promise<string | undefined> {
    const tree = path.join(this.#folder, hash);
    const isThere = await stat(tree).then(
      () => true,
      () => false,
    );
    if (!isThere) return undefined;
    await utimes(tree, new Date(), new Date());
    return path.join(tree, "node_modules");
  }

  /** A folder to install in, on the same disk. */
  async stage(): Promise<string> {
    const staged = path.join(this.#folder, `.${randomBytes(8).toString("hex")}`);
    await mkdir(staged, { recursive: true });
    return staged;
  }

  /** Takes a staged folder in; somebody else may have been faster, which is as good. */
  async publish(staged: string, hash: string): Promise<string> {
    const tree = path.join(this.#folder, hash);
    await rename(staged, tree).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
      await rm(staged, { recursive: true });
    });
    await this.#dropOldest(hash);
    return path.join(tree, "node_modules");
  }

  async #dropOldest(kept: string): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => name !== kept);
    const folders = await Promise.all(
      names.map(async (name) => {
        const { mtimeMs } = await stat(path.join(this.#folder, name));
        return { name, mtimeMs };
      }),
    );
    const byAge = folders.toSorted((a, b) => b.mtimeMs - a.mtimeMs);
    const trees = byAge.filter(({ name }) => !name.startsWith("."));
    const abandoned = byAge.filter(
      ({ name, mtimeMs }) => name.startsWith(".") && mtimeMs < Date.now() - ABANDONED_MS,
    );
    for (const { name } of [...trees.slice(MAX_TREES - 1), ...abandoned]) {
      await rm(path.join(this.#folder, name), { recursive: true, force: true });
    }
  }
}
