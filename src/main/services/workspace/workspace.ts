import type { Stats } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { type FilePath, isWithin } from "../../../common/apps/filePath.ts";
import type { Listen } from "../../../common/base/event.ts";
import type { Log } from "../../../common/base/log.ts";
import type {
  FileChanges,
  FileContent,
  FileEntry,
  FileFacts,
  FileRange,
  FileTree,
  FoundRow,
  RemovedEntry,
  TextEncoding,
  TextRow,
  TextShape,
  WriteFileInput,
  WrittenFile,
} from "../../../common/contracts/files.ts";
import { problem } from "../../../common/contracts/problem.ts";
import { copyEntry } from "./copyEntry.ts";
import { type Disk, realDisk } from "./disk.ts";
import { diskProblem } from "./diskProblem.ts";
import { fileFacts } from "./fileFacts.ts";
import { FileWriter, type WriteRequest } from "./fileWriter.ts";
import {
  exactly,
  FolderFollower,
  type FilesChanged,
  type OwnScope,
  type WorkspaceNotice,
} from "./folderFollower.ts";
import type { Subscribe } from "./folderWatch.ts";
import { KeyedQueue } from "../../../common/base/keyedQueue.ts";
import { LargeTexts } from "./largeText.ts";
import { listFolder } from "./listFolder.ts";
import { type JailedPath, PathJail } from "./pathJail.ts";
import { refuseProtected } from "./protectedPaths.ts";
import { readFileContent } from "./readFileContent.ts";
import { readRange } from "./readRange.ts";
import { Uploads, type UploadPartBytes } from "./uploads.ts";
import { type SystemTrash, WorkspaceTrash } from "./workspaceTrash.ts";

/** How long the first look at a large text may take before it is shown in part. */
const SHAPE_PATIENCE_MS = 150;

export interface WorkspaceOptions {
  /** The app's folder, without links (`realpath`). */
  readonly root: string;
  readonly now: () => number;
  readonly log: Log;
  readonly disk?: Disk;
  readonly subscribe?: Subscribe;
  readonly systemTrash?: SystemTrash | undefined;
}

/**
 * The files of one open app. The folder on disk is the truth: every write is checked against
 * what is there, and changes by other programs are followed. Every method rejects with a
 * ProblemError on expected failures. Disposing it stops the following; work that runs is ended
 * first.
 */
export class Workspace implements AsyncDisposable {
  readonly #jail: PathJail;
  readonly #follower: FolderFollower;
  readonly #writer: FileWriter;
  readonly #trash: WorkspaceTrash;
  readonly #largeTexts = new LargeTexts();
  readonly #uploads = new Uploads();
  readonly #log: Log;
  /** Changes of names are rare, and must not cross each other. */
  readonly #names = new KeyedQueue();

  /** Batches of changes as the editor shows them. */
  readonly onChanges: Listen<FileChanges>;
  /** Files as the compiler is told; a write has fired this before it resolves. */
  readonly onFilesChanged: Listen<FilesChanged>;
  readonly onFolder: Listen<{ readonly exists: boolean }>;
  readonly onNotice: Listen<WorkspaceNotice>;

  constructor(options: WorkspaceOptions) {
    const { root, now, log, disk = realDisk, subscribe, systemTrash } = options;
    this.#jail = new PathJail(root);
    this.#follower = new FolderFollower(root, {
      log,
      ...(subscribe === undefined ? {} : { subscribe }),
    });
    this.#writer = new FileWriter(this.#jail, this.#follower, disk);
    this.#trash = new WorkspaceTrash({ root, now, log, system: systemTrash });
    this.#log = log;
    this.onChanges = this.#follower.onChanges;
    this.onFilesChanged = this.#follower.onFilesChanged;
    this.onFolder = this.#follower.onFolder;
    this.onNotice = this.#follower.onNotice;
  }

  get root(): string {
    return this.#jail.root;
  }

  /** Begins to follow the folder; reading and writing work at once. */
  start(): void {
    this.#follower.start();
    this.#trash.purge().catch((error: unknown) => {
      this.#log.warn("trash was not purged", { error: String(error) });
    });
  }

  /** The whole tree; ignored folders are listed, what they hold is asked with `listFolder`. */
  async tree(): Promise<FileTree> {
    await this.#jail.checkRoot();
    return this.#follower.tree();
  }

  /** What one folder holds, also one that is ignored or protected. */
  async listFolder(folder: FilePath): Promise<readonly FileEntry[]> {
    return listFolder(await this.#jail.resolve(folder), folder);
  }

  changesSince(seq: number): readonly FileChanges[] {
    return this.#follower.changesSince(seq);
  }

  /** @param encoding what the person chose; guessed when left out (never as Latin-1). */
  async read(file: FilePath, encoding?: TextEncoding): Promise<FileContent> {
    const jailed = await this.#jail.resolve(file);
    if (jailed.stats === null) throw problem("not-found", `${file} does not exist.`);
    return { ...(await readFileContent(jailed, encoding)), path: file };
  }

  /** What kind of file it is, for what is too large to be read whole. */
  async facts(file: FilePath): Promise<FileFacts> {
    return { ...(await fileFacts(await this.#jail.resolve(file))), path: file };
  }

  /** @param length at most `MAX_RANGE_BYTES`. */
  async readRange(file: FilePath, offset: number, length: number): Promise<FileRange> {
    return readRange(await this.#jail.resolve(file), offset, length);
  }

  /** How many rows a large text has, as far as they are counted. */
  async textShape(file: FilePath): Promise<TextShape> {
    const text = await this.#largeTexts.open(await this.#jail.resolve(file));
    return text.shape(SHAPE_PATIENCE_MS);
  }

  async textRows(file: FilePath, from: number, count: number): Promise<readonly TextRow[]> {
    const text = await this.#largeTexts.open(await this.#jail.resolve(file));
    return text.rows(from, count);
  }

  /** The next row of a large text that holds `wanted`. */
  async findRow(
    file: FilePath,
    wanted: string,
    from: number,
    signal?: AbortSignal,
  ): Promise<FoundRow> {
    const text = await this.#largeTexts.open(await this.#jail.resolve(file));
    return text.find(wanted, from, signal);
  }

  /**
   * Writes a file in one step: whoever reads it, at any moment, sees the old version or the new.
   *
   * @throws `conflict` when the disk does not hold what the caller expects.
   */
  async write(input: WriteFileInput): Promise<WrittenFile> {
    const [written] = await this.#writer.write([input], saveIdsOf(input));
    if (written === undefined) throw new Error("One write gave no result");
    return written;
  }

  /** Writes all files, or none when one of them could not be written. */
  writeMany(files: readonly WriteRequest[], saveId?: string): Promise<readonly WrittenFile[]> {
    return this.#writer.write(files, saveIdsOf({ saveId }));
  }

  /** @throws `already-exists` also for a name that differs only in case, where the disk does. */
  async createFile(file: FilePath, text = ""): Promise<WrittenFile> {
    await this.#refuseExisting(file);
    const request = { path: file, text, encoding: "utf-8", expected: null } as const;
    const [written] = await this.#writer.write([request], []);
    if (written === undefined) throw new Error("One write gave no result");
    return written;
  }

  async createFolder(folder: FilePath): Promise<void> {
    refuseProtected(folder);
    await this.#changeNames(exactly([folder]), async () => {
      await this.#jail.makeParents(folder);
      const { absolute } = await this.#refuseExisting(folder);
      await mkdir(absolute);
    });
  }

  /** Renames or moves a file or folder; never over something that exists. */
  async rename(from: FilePath, to: FilePath): Promise<void> {
    refuseProtected(from);
    refuseProtected(to);
    if (from !== to && isWithin(from, to)) {
      throw problem("invalid-input", `${from} cannot be moved into itself.`);
    }
    await this.#changeNames(moving(from, to), async () => {
      const source = await this.#existing(from);
      await this.#jail.makeParents(to);
      const target = await this.#jail.resolveEntry(to);
      refuseProtected(source.relative);
      refuseProtected(target.relative);
      // On a disk that ignores case, `a.ts` is what is found where `A.ts` is to be.
      const isSame = target.stats !== null && isSameInOtherCase(source, target);
      if (target.stats !== null && !isSame) {
        throw problem("already-exists", `${to} exists already.`);
      }
      await rename(source.absolute, target.absolute);
    });
  }

  /** Copies a file or folder; never over something that exists, and never a part of it. */
  async copy(from: FilePath, to: FilePath): Promise<void> {
    refuseProtected(from);
    refuseProtected(to);
    if (isWithin(from, to)) throw problem("invalid-input", `${from} cannot be copied into itself.`);
    await this.#changeNames({ exact: exactly([to]).exact, deep: [to] }, async () => {
      const source = await this.#existing(from);
      refuseProtected(source.relative);
      await this.#jail.makeParents(to);
      const target = await this.#refuseExisting(to);
      await copyEntry(source.absolute, target.absolute);
    });
  }

  /** Takes one part of a file from outside; the last one gives the file its name. */
  async upload(part: UploadPartBytes, isLast: boolean): Promise<void> {
    refuseProtected(part.path);
    try {
      await this.#jail.makeParents(part.path);
      const { absolute, relative } = await this.#refuseExisting(part.path);
      const staged = await this.#uploads.add(part, absolute);
      if (!isLast) return;
      await this.#changeNames(exactly([relative]), async () => {
        await this.#refuseExisting(part.path);
        await rename(staged, absolute);
      });
    } catch (error) {
      throw diskProblem(error, part.path);
    } finally {
      if (isLast) await this.#uploads.drop(part.uploadId);
    }
  }

  /** The entry's place on this machine, for the system's file manager. */
  async locate(entry: FilePath): Promise<string> {
    return (await this.#existing(entry)).absolute;
  }

  /** Moves to the system's trash, or to the app's own; the id restores it for 30 days. */
  async remove(entry: FilePath): Promise<RemovedEntry> {
    refuseProtected(entry);
    return this.#changeNames({ exact: [], deep: [entry] }, async () => {
      const { absolute, relative } = await this.#existing(entry);
      refuseProtected(relative);
      return this.#trash.take(absolute, entry);
    });
  }

  /** @throws `already-exists` when something else is there by now. */
  async restore(trashId: string): Promise<void> {
    const origin = await this.#trash.origin(trashId);
    refuseProtected(origin);
    await this.#changeNames(moving(origin, origin), async () => {
      await this.#jail.makeParents(origin);
      const { absolute } = await this.#refuseExisting(origin);
      await this.#trash.putBack(trashId, absolute);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#largeTexts[Symbol.dispose]();
    await this.#uploads[Symbol.asyncDispose]();
    await this.#follower[Symbol.asyncDispose]();
  }

  #changeNames<T>(scope: OwnScope, work: () => Promise<T>): Promise<T> {
    return this.#names.run("names", () =>
      this.#follower.own(scope, [], async () => {
        try {
          return { value: await work(), versions: [] };
        } catch (error) {
          throw diskProblem(error, scope.deep.at(-1) ?? scope.exact.at(-1) ?? "");
        }
      }),
    );
  }

  async #existing(entry: FilePath): Promise<JailedPath & { readonly stats: Stats }> {
    const jailed = await this.#jail.resolveEntry(entry);
    if (jailed.stats === null) throw problem("not-found", `${entry} does not exist.`);
    return { ...jailed, stats: jailed.stats };
  }

  async #refuseExisting(entry: FilePath): Promise<JailedPath> {
    refuseProtected(entry);
    const jailed = await this.#jail.resolveNew(entry);
    refuseProtected(jailed.relative);
    if (jailed.stats === null) return jailed;
    throw problem("already-exists", `${entry} exists already.`, {
      next: "Choose another name.",
      details: jailed.absolute,
    });
  }
}

function saveIdsOf({ saveId }: { saveId?: string | undefined }): readonly string[] {
  return saveId === undefined ? [] : [saveId];
}

function moving(from: FilePath, to: FilePath): OwnScope {
  return { exact: exactly([to]).exact, deep: [from, to] };
}

/** On a disk that ignores case: the entry itself, found under the name it is to get. */
function isSameInOtherCase(source: JailedPath, target: JailedPath): boolean {
  return (
    source.relative.toLowerCase() === target.relative.toLowerCase() &&
    source.stats?.dev === target.stats?.dev &&
    source.stats?.ino === target.stats?.ino
  );
}
