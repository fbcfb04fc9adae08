import type { AppId } from "../../../common/apps/appId.ts";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { Emitter, type Listen, type Watched } from "../../../common/base/event.ts";
import type { Log } from "../../../common/base/log.ts";
import type {
  FileChanges,
  FileContent,
  FileHash,
  TextEncoding,
} from "../../../common/contracts/files.ts";
import {
  type FileHistory,
  type HistoryCause,
  type HistoryEntry,
  type HistoryText,
  MAX_VERSIONS,
} from "../../../common/contracts/history.ts";
import { problem } from "../../../common/contracts/problem.ts";
import type { HistoryBodies } from "./historyBodies.ts";

/** Where it is kept which versions there are: studio.db. */
export interface HistoryRepository {
  add(app: AppId, record: Omit<HistoryRecord, "id">): number;
  list(app: AppId, path: FilePath): readonly HistoryRecord[];
  newest(app: AppId, path: FilePath): HistoryRecord | undefined;
  get(app: AppId, id: number): HistoryRecord | undefined;
  files(app: AppId): readonly HistoryRecord[];
  rename(app: AppId, from: FilePath, to: FilePath): void;
  remove(ids: readonly number[]): readonly FileHash[];
  totalPacked(): number;
  oldest(count: number): readonly HistoryRecord[];
}

interface HistoryRecord extends HistoryEntry {
  readonly encoding: TextEncoding;
  readonly packed: number;
}

/** What of an app's files the history needs. */
export interface RecordedFiles {
  read(path: FilePath, encoding?: TextEncoding): Promise<FileContent>;
  readonly onChanges: Listen<FileChanges>;
}

export interface SavedText {
  readonly path: FilePath;
  readonly text: string;
  readonly encoding: TextEncoding;
  readonly hash: FileHash;
  readonly size: number;
}

export interface HistoryOptions {
  readonly repository: HistoryRepository;
  readonly bodies: HistoryBodies;
  readonly now: () => number;
  readonly log: Log;
  /** Versions that follow each other faster replace each other; 0 keeps all. */
  readonly mergeWithinMs: () => number;
  /** Bytes on disk that all bodies may take; the oldest versions go first. */
  readonly maxBytes?: number;
}

/** A larger version is not recorded: it is no text that somebody types. */
const MAX_TEXT_BYTES = 2 * 1024 * 1024;
const MAX_ALL_BYTES = 256 * 1024 * 1024;
const REMOVED_AT_ONCE = 200;

/**
 * The last versions of each text file of the open apps, whoever wrote them. Recording follows the
 * writes and never holds one up; what it cannot record is logged and lost to the history only.
 */
export class HistoryService implements AsyncDisposable {
  readonly #options: HistoryOptions;
  readonly #changed = new Emitter<null>();
  /** Encodings that were chosen for a save, which a guess would not find. */
  readonly #encodings = new Map<string, TextEncoding>();
  #turn: Promise<void> = Promise.resolve();
  #rev = 0;

  constructor(options: HistoryOptions) {
    this.#options = options;
  }

  /** Records what is written to an app's files until the returned function is called. */
  follow(appId: AppId, files: RecordedFiles): () => void {
    return files.onChanges(({ changes }) => {
      for (const { path, kind, by, entry, hash } of changes) {
        if (kind === "removed" || entry?.kind !== "file" || entry.ignored) continue;
        if (entry.size > MAX_TEXT_BYTES) continue;
        this.#enqueue(() => this.#record(appId, files, { path, cause: by, hash }));
      }
    });
  }

  /** Records what a file holds before Studio changes it, when that is not known yet. */
  async beforeChange(
    appId: AppId,
    files: RecordedFiles,
    change: {
      readonly path: FilePath;
      readonly encoding?: TextEncoding;
      /** The version that is about to be replaced, where that is known. */
      readonly replaced?: FileHash;
    },
  ): Promise<void> {
    const { path, encoding, replaced } = change;
    if (encoding !== undefined) this.#encodings.set(keyOf(appId, path), encoding);
    const newest = this.#options.repository.newest(appId, path);
    if (newest !== undefined && (replaced ?? newest.hash) === newest.hash) return;
    const content = await files.read(path, encoding).catch(() => null);
    if (content === null) return;
    // What came in a burst too large to list was not recorded when it came.
    const cause = newest === undefined ? "before" : "other";
    this.#enqueue(() => this.#add(appId, content, cause));
  }

  /** Records a save with its own text: the file may hold another program's by the time it is read. */
  saved(appId: AppId, saved: SavedText): void {
    this.#enqueue(() => this.#add(appId, { kind: "text", readOnly: false, ...saved }, "studio"));
  }

  renamed(appId: AppId, from: FilePath, to: FilePath): void {
    this.#enqueue(async () => {
      this.#options.repository.rename(appId, from, to);
      this.#tell();
    });
  }

  watch(appId: AppId, path: FilePath): Watched<FileHistory> {
    const { repository } = this.#options;
    const read = (): FileHistory => ({
      rev: this.#rev,
      entries: repository.list(appId, path).map(toEntry),
    });
    return {
      get value() {
        return read();
      },
      onChange: (listener) => this.#changed.on(() => listener(read())),
    };
  }

  /** The newest version of every file that has any; some may be gone from disk by now. */
  files(appId: AppId): readonly HistoryEntry[] {
    return this.#options.repository.files(appId).map(toEntry);
  }

  /** @throws `not-found` when the version is not kept any more. */
  async text(appId: AppId, id: number): Promise<HistoryText> {
    const record = this.#options.repository.get(appId, id);
    const text = record === undefined ? null : await this.#options.bodies.get(record.hash);
    if (record === undefined || text === null) {
      throw problem("not-found", "This version is not kept any more.", {
        next: "Choose another version.",
      });
    }
    return { entry: toEntry(record), text, encoding: record.encoding };
  }

  /** Resolves when everything that was seen so far is recorded. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.settled();
  }

  async #record(
    appId: AppId,
    files: RecordedFiles,
    change: {
      readonly path: FilePath;
      readonly cause: HistoryCause;
      readonly hash: FileHash | undefined;
    },
  ): Promise<void> {
    const { path, cause, hash } = change;
    const encoding = this.#encodings.get(keyOf(appId, path));
    // It may be gone or replaced again by now: then the next change tells.
    const content = await files.read(path, encoding).catch(() => null);
    if (content === null || content.kind !== "text") return;
    // Somebody wrote after Studio did: that is a change of its own, and told of as theirs.
    if (hash !== undefined && content.hash !== hash) return;
    await this.#add(appId, content, cause);
  }

  async #add(appId: AppId, content: FileContent, cause: HistoryCause): Promise<void> {
    if (content.kind !== "text" || content.size > MAX_TEXT_BYTES) return;
    const { repository, bodies, now } = this.#options;
    const { path, hash, size, encoding, text } = content;
    const newest = repository.newest(appId, path);
    if (newest?.hash === hash) return;
    const packed = await bodies.put(hash, text);
    const at = now();
    repository.add(appId, { path, at, cause, hash, size, encoding, packed });
    const replaced = this.#isReplaced(newest, cause, at) && newest !== undefined ? [newest.id] : [];
    const beyond = repository.list(appId, path).slice(MAX_VERSIONS + replaced.length);
    await this.#remove([...replaced, ...beyond.map(({ id }) => id)]);
    await this.#keepBounded();
    this.#tell();
  }

  #isReplaced(newest: HistoryRecord | undefined, cause: HistoryCause, at: number): boolean {
    if (newest === undefined || newest.cause !== cause || cause === "before") return false;
    return at - newest.at < this.#options.mergeWithinMs();
  }

  async #keepBounded(): Promise<void> {
    const { repository, maxBytes = MAX_ALL_BYTES } = this.#options;
    while (repository.totalPacked() > maxBytes) {
      const oldest = repository.oldest(REMOVED_AT_ONCE);
      if (oldest.length === 0) return;
      await this.#remove(oldest.map(({ id }) => id));
    }
  }

  async #remove(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#options.bodies.remove(this.#options.repository.remove(ids));
  }

  /** One after the other: two at once could take the same version for new. */
  #enqueue(work: () => Promise<void>): void {
    this.#turn = this.#turn.then(work).catch((error: unknown) => {
      this.#options.log.warn("a version was not recorded", { error: String(error) });
    });
  }

  #tell(): void {
    this.#rev++;
    this.#changed.fire(null);
  }
}

function toEntry({ id, path, at, cause, hash, size }: HistoryRecord): HistoryEntry {
  return { id, path, at, cause, hash, size };
}

function keyOf(appId: AppId, path: FilePath): string {
  return `${appId}\0${path}`;
}
