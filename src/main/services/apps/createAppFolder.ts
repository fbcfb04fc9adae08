import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import {
  copyFile,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  writeFile,
} from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { AppFile } from "./appFile.ts";
import { writeAppFile } from "./appFile.ts";
import { folderName } from "./folderName.ts";
import { codeOf, folderProblem } from "./folderProblem.ts";

/** What a developer of starters may have lying in one. */
const NOT_COPIED: ReadonlySet<string> = new Set(["node_modules", "dist", ".overskill", ".git"]);

const MAX_SAME_NAME = 1_000;

export interface NewAppFolder {
  /** The starter's files. */
  readonly source: string;
  /** Where the app's folder is made; made itself when missing. */
  readonly parent: string;
  readonly app: AppFile;
  readonly signal: AbortSignal | undefined;
}

/**
 * Makes an app's folder from a starter: complete under its final name, or not at all.
 *
 * @returns the folder's real path.
 * @throws `disk-full`, `no-permission`, `cancelled`; nothing is left behind then.
 */
export async function createAppFolder(wanted: NewAppFolder): Promise<string> {
  const { source, app, signal } = wanted;
  try {
    await mkdir(wanted.parent, { recursive: true });
    const parent = await realpath(wanted.parent);
    const staged = path.join(parent, `.${randomBytes(8).toString("hex")}.overskill-new`);
    try {
      await copyFolder(source, staged, signal);
      await writeAppFile(staged, app);
      return await giveName(staged, parent, folderName(app.name));
    } catch (error) {
      await rm(staged, { recursive: true, force: true });
      throw error;
    }
  } catch (error) {
    throw folderProblem(error, wanted.parent);
  }
}

async function copyFolder(
  from: string,
  to: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  signal?.throwIfAborted();
  await mkdir(to);
  for (const item of await readdir(from, { withFileTypes: true })) {
    if (NOT_COPIED.has(item.name)) continue;
    const [source, target] = [path.join(from, item.name), path.join(to, item.name)];
    if (item.isDirectory()) await copyFolder(source, target, signal);
    else await copyFile(source, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  }
}

/** Claims the first free name by making it, so that two apps created at once do not meet. */
async function giveName(staged: string, parent: string, wanted: string): Promise<string> {
  for (let n = 1; n <= MAX_SAME_NAME; n++) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    const folder = path.join(parent, name);
    const isClaimed = await mkdir(folder).then(
      () => true,
      (error: unknown) => {
        if (codeOf(error) === "EEXIST") return false;
        throw error;
      },
    );
    if (!isClaimed) continue;
    try {
      await namePackage(staged, name);
      // POSIX renames over an empty folder; Windows does not.
      if (process.platform === "win32") await rmdir(folder);
      await rename(staged, folder);
    } catch (error) {
      await rmdir(folder).catch(() => undefined);
      throw error;
    }
    return folder;
  }
  throw new Error(`${MAX_SAME_NAME} folders are named ${wanted}`);
}

const PackageJson = z.looseObject({ name: z.string() });
const PackageLock = PackageJson.extend({
  packages: z.looseObject({ "": PackageJson }),
});

/** The app's package is named like its folder, in the lockfile too, which names it twice. */
async function namePackage(folder: string, name: string): Promise<void> {
  await rewrite(path.join(folder, "package.json"), (text) => {
    const json = PackageJson.parse(JSON.parse(text));
    return { ...json, name };
  });
  await rewrite(path.join(folder, "package-lock.json"), (text) => {
    const json = PackageLock.parse(JSON.parse(text));
    const packages = { ...json.packages, "": { ...json.packages[""], name } };
    return { ...json, name, packages };
  });
}

async function rewrite(file: string, change: (text: string) => unknown): Promise<void> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  });
  if (text !== undefined) await writeFile(file, `${JSON.stringify(change(text), null, 2)}\n`);
}
