import { lstat } from "node:fs/promises";
import path from "node:path";
import type { FilePath } from "../../../common/apps/filePath.ts";
import type { FileHash, TextEncoding, WrittenFile } from "../../../common/contracts/files.ts";
import { problem } from "../../../common/contracts/problem.ts";
import type { Disk } from "./disk.ts";
import { diskProblem, errnoOf } from "./diskProblem.ts";
import { exactly, type FolderFollower, type OwnVersion } from "./folderFollower.ts";
import { KeyedQueue } from "../../../common/base/keyedQueue.ts";
import type { JailedPath, PathJail } from "./pathJail.ts";
import { refuseProtected } from "./protectedPaths.ts";
import { hashBytes, isWritable, MAX_FILE_BYTES, readRegularFile } from "./readFileContent.ts";
import { identityOf, type StagedFile, stageFile } from "./stagedFile.ts";
import { encodeText } from "./textEncoding.ts";

export interface WriteRequest {
  readonly path: FilePath;
  readonly text: string;
  readonly encoding: TextEncoding;
  /** The hash that is to be replaced; null for a file that is not there yet. */
  readonly expected: FileHash | null;
}

/** A request that was checked against the disk. */
interface Checked {
  readonly request: WriteRequest;
  readonly bytes: Buffer;
  readonly hash: FileHash;
  readonly file: JailedPath;
  /** The disk holds exactly this already. */
  readonly isDone: boolean;
}

interface Staged extends Checked {
  readonly staged: StagedFile;
}

/**
 * Writes files of one app. First everything is checked, then all new versions are written beside
 * the old ones, and only then they take their places: what can fail has failed before that.
 */
export class FileWriter {
  readonly #jail: PathJail;
  readonly #follower: FolderFollower;
  readonly #disk: Disk;
  readonly #queue = new KeyedQueue();

  constructor(jail: PathJail, follower: FolderFollower, disk: Disk) {
    this.#jail = jail;
    this.#follower = follower;
    this.#disk = disk;
  }

  async write(
    requests: readonly WriteRequest[],
    saveIds: readonly string[],
  ): Promise<readonly WrittenFile[]> {
    const paths = requests.map((request) => request.path);
    for (const each of paths) refuseProtected(each);
    if (new Set(paths).size !== paths.length) {
      throw problem("invalid-input", "A file is named twice in one save.");
    }
    // In one order everywhere, so that two batches cannot wait for each other.
    return this.#locked(paths.toSorted(), () => this.#writeAll(requests, saveIds));
  }

  #locked<T>(paths: readonly string[], work: () => Promise<T>): Promise<T> {
    const [first, ...rest] = paths;
    if (first === undefined) return work();
    return this.#queue.run(first, () => this.#locked(rest, work));
  }

  async #writeAll(
    requests: readonly WriteRequest[],
    saveIds: readonly string[],
  ): Promise<readonly WrittenFile[]> {
    const checked = await Promise.all(requests.map((request) => this.#check(request)));
    return this.#follower.own(exactly(checked.map(({ file }) => file.relative)), saveIds, () =>
      this.#stageAndCommit(checked),
    );
  }

  async #check(request: WriteRequest): Promise<Checked> {
    const bytes = encodeText(request.text, request.encoding, request.path);
    if (bytes.length > MAX_FILE_BYTES) throw tooLarge(request.path);
    const file = await this.#jail.resolveNew(request.path);
    refuseProtected(file.relative);
    const hash = hashBytes(bytes);
    const found = file.stats === null ? null : await currentHash(file);
    if (found !== hash && found !== request.expected) throw conflict(request.path, found);
    if (file.stats !== null && !(await isWritable(file))) {
      throw problem("no-permission", `${request.path} is write-protected.`, {
        next: "Remove the write protection, or save under another name.",
      });
    }
    return { request, bytes, hash, file, isDone: found === hash };
  }

  async #stageAndCommit(
    checked: readonly Checked[],
  ): Promise<{ value: readonly WrittenFile[]; versions: readonly OwnVersion[] }> {
    await using stagedFiles = new AsyncDisposableStack();
    const versions: OwnVersion[] = [];
    const toCommit: Staged[] = [];
    for (const each of checked) {
      if (each.isDone)
        versions.push(versionOf(each, each.file.stats && identityOf(each.file.stats)));
      else toCommit.push(await this.#stage(each, stagedFiles));
    }
    for (const each of toCommit) await this.#recheck(each);
    for (const each of toCommit) {
      await commit(each);
      versions.push(versionOf(each, each.staged.identity));
    }
    const value = checked.map(({ request, hash, bytes }) => ({
      path: request.path,
      hash,
      size: bytes.length,
    }));
    return { value, versions };
  }

  async #stage(checked: Checked, stack: AsyncDisposableStack): Promise<Staged> {
    const { request, file, bytes } = checked;
    try {
      if (file.stats === null) await this.#jail.makeParents(file.relative);
      const staged = await stageFile(this.#disk, file.absolute, bytes, file.stats);
      return { ...checked, staged: stack.use(staged) };
    } catch (error) {
      throw diskProblem(error, request.path);
    }
  }

  /** Somebody may have changed the file, or put a link into its path, since it was checked. */
  async #recheck({ request, file }: Staged): Promise<void> {
    const parent = await this.#jail.resolveParent(file.relative);
    if (parent !== path.dirname(file.absolute)) throw conflict(request.path, null);
    const now = await lstat(file.absolute).catch(() => null);
    const before = file.stats === null ? null : identityOf(file.stats);
    if ((now === null ? null : identityOf(now)) !== before) throw conflict(request.path, null);
  }
}

async function commit({ request, file, staged }: Staged): Promise<void> {
  try {
    await (file.stats === null ? staged.create() : staged.replace());
  } catch (error) {
    if (errnoOf(error) === "EEXIST") throw conflict(request.path, null);
    throw diskProblem(error, request.path);
  }
}

function versionOf({ file, hash }: Checked, identity: string | null): OwnVersion {
  return { path: file.relative, hash, identity: identity ?? "" };
}

async function currentHash(file: JailedPath): Promise<FileHash> {
  const { bytes } = await readRegularFile(file, MAX_FILE_BYTES);
  if (bytes === null) throw tooLarge(file.relative);
  return hashBytes(bytes);
}

function conflict(filePath: string, found: FileHash | null): Error {
  return problem("conflict", `${filePath} was changed on disk since you opened it.`, {
    next: "Compare the two versions, then save again or take the one from disk.",
    details: found === null ? "" : `on disk: ${found}`,
  });
}

function tooLarge(filePath: string): Error {
  const limit = MAX_FILE_BYTES / 1024 / 1024;
  return problem("too-large", `${filePath} is larger than the editor's ${limit} MB.`);
}
