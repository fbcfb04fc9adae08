import { randomBytes } from "node:crypto";
import {
  access,
  copyFile,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import path from "node:path";
import { problem } from "../../common/contracts/problem.ts";

const STAGING = [".overskill", "packages"];
const READY = "ready";
const OLD = "old_node_modules";
const MANIFESTS = ["package.json", "package-lock.json"];
const COPIED = [...MANIFESTS, ".npmrc", "yarn.lock"];

/**
 * A copy of what an install changes, inside the app but out of the way. The app goes on with its
 * old packages until the new ones are complete; then they change places by renames. A process
 * that is killed before has changed nothing, and one that is killed amid the renames is completed
 * by `recoverStaging`.
 */
export class Staging {
  readonly #root: string;
  /** Where the installer works, with copies of the app's manifests. */
  readonly folder: string;

  private constructor(root: string, folder: string) {
    this.#root = root;
    this.folder = folder;
  }

  static async create(root: string): Promise<Staging> {
    const parent = await stagingFolder(root);
    const folder = path.join(parent, randomBytes(8).toString("hex"));
    await mkdir(folder);
    for (const name of COPIED) {
      await copyFile(path.join(root, name), path.join(folder, name)).catch(ignoreMissing);
    }
    return new Staging(root, folder);
  }

  /**
   * Puts the new packages and manifests in place of the old ones.
   *
   * @param before package.json as it was when the work began.
   * @throws `conflict` when it was changed since; nothing is changed then.
   */
  async commit(before: string): Promise<void> {
    if ((await readFile(path.join(this.#root, "package.json"), "utf8")) !== before) {
      throw problem("conflict", "package.json was changed while packages were installed.", {
        next: "Try again.",
      });
    }
    // Not synced: that would wait until the disk has taken all packages, hundreds of megabytes.
    await writeFile(path.join(this.folder, READY), "");
    await complete(this.#root, this.folder);
  }

  /** Leaves the app as it was. */
  async discard(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Completes what was ready to be put in place, and drops what was not. */
export async function recoverStaging(root: string): Promise<void> {
  const parent = path.join(root, ...STAGING);
  const names = await readdir(parent).catch(() => []);
  if (names.length === 0) return;
  await stagingFolder(root);
  for (const name of names) {
    const folder = path.join(parent, name);
    if (await exists(path.join(folder, READY))) await complete(root, folder);
    else await rm(folder, { recursive: true, force: true });
  }
}

/** Each step may have been done before: by a process that was killed after it. */
async function complete(root: string, folder: string): Promise<void> {
  const [fresh, current, old] = [
    path.join(folder, "node_modules"),
    path.join(root, "node_modules"),
    path.join(folder, OLD),
  ];
  if (await exists(fresh)) {
    if (!(await exists(old))) await rename(current, old).catch(ignoreMissing);
    await rename(fresh, current);
  }
  for (const name of MANIFESTS) {
    if (await isSameFile(path.join(folder, name), path.join(root, name))) continue;
    await rename(path.join(folder, name), path.join(root, name)).catch(ignoreMissing);
  }
  await rm(folder, { recursive: true, force: true });
}

/** A link in place of one of the folders would take the packages elsewhere. */
async function stagingFolder(root: string): Promise<string> {
  let folder = root;
  for (const name of STAGING) {
    folder = path.join(folder, name);
    await mkdir(folder, { recursive: true });
    if (!(await lstat(folder)).isDirectory()) {
      throw problem("outside-app", `${STAGING.join("/")} leads out of the app's folder.`);
    }
  }
  return folder;
}

async function isSameFile(a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all([a, b].map((file) => readFile(file).catch(() => null)));
  return left !== null && right !== null && left?.equals(right ?? Buffer.alloc(0)) === true;
}

/** Also a link that leads nowhere is there. */
async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}
