import { randomBytes } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { type FileHandle, lstat, unlink } from "node:fs/promises";
import path from "node:path";
import { stagedName } from "../../../common/apps/stagedName.ts";
import type { Log } from "../../../common/base/log.ts";
import type { Disk } from "./disk.ts";
import { errnoOf } from "./diskProblem.ts";

/**
 * The new version of a file, complete and on disk, but under a name of its own. Until it is
 * committed nothing of the old version has changed; disposing it before that leaves no trace.
 */
export interface StagedFile extends AsyncDisposable {
  /** Tells this version from any other; stays the same when it is renamed. */
  readonly identity: string;
  /** Takes the place of what is at the target. */
  replace(): Promise<void>;
  /** Takes the target's name. Rejects with EEXIST when something has it already. */
  create(): Promise<void>;
}

/**
 * Writes a file's new version beside it, on the same device, so that it can take its place in
 * one step. A process that is killed at any point leaves the old version or the new one.
 *
 * @param previous whose mode and owner are kept; null for a new file.
 */
export async function stageFile(
  disk: Disk,
  target: string,
  bytes: Uint8Array,
  previous: Stats | null,
): Promise<StagedFile> {
  const staged = path.join(path.dirname(target), stagedName(randomBytes(8).toString("hex")));
  const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY;
  const handle = await disk.open(staged, flags, previous === null ? 0o666 : 0o600);
  try {
    return await fill(handle);
  } catch (error) {
    await handle.close();
    await unlinkIfThere(disk, staged);
    throw error;
  }

  async function fill(file: FileHandle): Promise<StagedFile> {
    await file.writeFile(bytes);
    if (previous !== null) await keepOwnerAndMode(file, previous);
    // Without this, a power cut after the rename could leave a file of zeros.
    await file.sync();
    const identity = identityOf(await file.stat());
    await file.close();
    return commitable(disk, { staged, target, identity });
  }
}

/** Nothing takes this long to write: whoever began it is gone. */
const LEFTOVER_AGE_MS = 60_000;

/** Deletes new versions that a process began to write and, killed, did not finish. */
export async function removeLeftovers(
  root: string,
  files: readonly string[],
  log: Log,
): Promise<void> {
  for (const file of files) {
    const absolute = path.join(root, file);
    try {
      const { mtimeMs } = await lstat(absolute);
      if (Date.now() - mtimeMs < LEFTOVER_AGE_MS) continue;
      await unlink(absolute);
      log.info("unfinished write removed", { file });
    } catch (error) {
      log.warn("unfinished write was not removed", { file, error: String(error) });
    }
  }
}

/** Tells one version of a file from another without reading it. */
export function identityOf(stats: Stats): string {
  return `${stats.ino}:${stats.size}:${stats.mtimeMs}`;
}

async function keepOwnerAndMode(file: FileHandle, previous: Stats): Promise<void> {
  const made = await file.stat();
  if (made.uid !== previous.uid || made.gid !== previous.gid) {
    // Only root may give a file away; everyone else keeps the file as their own.
    await file.chown(previous.uid, previous.gid).catch((error: unknown) => {
      if (errnoOf(error) !== "EPERM") throw error;
    });
  }
  // After chown, which clears the set-id bits.
  await file.chmod(previous.mode & 0o7777);
}

interface Staged {
  readonly staged: string;
  readonly target: string;
  readonly identity: string;
}

function commitable(disk: Disk, { staged, target, identity }: Staged): StagedFile {
  let isGone = false;
  return {
    identity,
    async replace() {
      await disk.rename(staged, target);
      isGone = true;
      await syncFolder(disk, path.dirname(target));
    },
    async create() {
      // A link, unlike a rename, never takes the place of a file that appeared meanwhile.
      await linkOrRename(disk, staged, target);
      isGone = true;
      await syncFolder(disk, path.dirname(target));
    },
    async [Symbol.asyncDispose]() {
      if (!isGone) await unlinkIfThere(disk, staged);
    },
  };
}

/** It is not where it was made when its folder was moved meanwhile. */
async function unlinkIfThere(disk: Disk, file: string): Promise<void> {
  await disk.unlink(file).catch((error: unknown) => {
    if (errnoOf(error) !== "ENOENT") throw error;
  });
}

async function linkOrRename(disk: Disk, staged: string, target: string): Promise<void> {
  try {
    await disk.link(staged, target);
  } catch (error) {
    const code = errnoOf(error);
    // Disks without hard links (FAT, some network shares) answer one of these.
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "EOPNOTSUPP" && code !== "ENOSYS") {
      throw error;
    }
    const claim = await disk.open(target, "wx");
    await claim.close();
    await disk.rename(staged, target);
    return;
  }
  await disk.unlink(staged);
}

/** Makes the new name itself survive a power cut. Windows cannot open folders, and need not. */
async function syncFolder(disk: Disk, folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await disk.open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
