import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { cp, rename, rm } from "node:fs/promises";
import path from "node:path";
import { stagedName } from "../../../common/apps/stagedName.ts";
import { isProtectedName } from "./protectedPaths.ts";

/**
 * Copies a file or a folder to a name that is free. It appears in one step when all of it is
 * there; what fails half-way leaves nothing. Links are copied as links. Packages and git's data
 * inside a folder stay behind: a copy of either is of no use under another name.
 */
export async function copyEntry(source: string, target: string): Promise<void> {
  const staged = path.join(path.dirname(target), stagedName(randomBytes(8).toString("hex")));
  try {
    await cp(source, staged, {
      recursive: true,
      errorOnExist: true,
      force: false,
      verbatimSymlinks: true,
      preserveTimestamps: true,
      mode: constants.COPYFILE_FICLONE,
      filter: (from) => from === source || !isProtectedName(path.basename(from)),
    });
    await rename(staged, target);
  } catch (error) {
    await rm(staged, { recursive: true, force: true });
    throw error;
  }
}
