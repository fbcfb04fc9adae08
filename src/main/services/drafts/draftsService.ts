import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import type { AppId } from "../../../common/apps/appId.ts";
import type { FilePath } from "../../../common/apps/filePath.ts";
import type { Draft } from "../../../common/contracts/drafts.ts";
import type { FileHash, TextEncoding } from "../../../common/contracts/files.ts";
import { problem } from "../../../common/contracts/problem.ts";

/** Where drafts are kept: studio.db. What `put` returned from is on disk. */
export interface DraftRepository {
  paths(app: AppId): readonly FilePath[];
  get(app: AppId, path: FilePath): PackedDraft | undefined;
  put(app: AppId, draft: PackedDraft, at: number): void;
  drop(app: AppId, path: FilePath): void;
}

interface PackedDraft {
  readonly path: FilePath;
  readonly base: FileHash | null;
  readonly encoding: TextEncoding;
  readonly body: Uint8Array;
}

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);

/** Unsaved text of open files, so that it survives the end of the page and of the host. */
export class DraftsService {
  readonly #repository: DraftRepository;
  readonly #now: () => number;
  /** The last change of each draft: packing takes different times, the order must stay. */
  readonly #last = new Map<string, Promise<unknown>>();

  constructor(repository: DraftRepository, now: () => number) {
    this.#repository = repository;
    this.#now = now;
  }

  /** The files of an app that have unsaved text. */
  paths(appId: AppId): readonly FilePath[] {
    return this.#repository.paths(appId);
  }

  async find(appId: AppId, path: FilePath): Promise<Draft | null> {
    await this.#last.get(keyOf(appId, path));
    const packed = this.#repository.get(appId, path);
    if (packed === undefined) return null;
    const { base, encoding, body } = packed;
    const bytes = await unpack(body);
    // UTF-16, because unsaved text may hold half of a character, for which UTF-8 has no bytes.
    return { path, base, encoding, text: bytes.toString("utf16le") };
  }

  /**
   * Resolves once the draft is on disk.
   *
   * @throws `disk-full` and `internal` when it could not be written; an older one is still there.
   */
  async put(appId: AppId, { path, base, encoding, text }: Draft): Promise<void> {
    const packing = pack(Buffer.from(text, "utf16le"), { level: 1 });
    await this.#inOrder(appId, path, async () => {
      const body = await packing;
      try {
        this.#repository.put(appId, { path, base, encoding, body }, this.#now());
      } catch (error) {
        throw notKept(path, error);
      }
    });
  }

  async drop(appId: AppId, path: FilePath): Promise<void> {
    await this.#inOrder(appId, path, async () => this.#repository.drop(appId, path));
  }

  async #inOrder(appId: AppId, path: FilePath, work: () => Promise<void>): Promise<void> {
    const key = keyOf(appId, path);
    const before = this.#last.get(key) ?? Promise.resolve();
    const mine = before.then(work);
    const settled = mine.catch(() => undefined);
    this.#last.set(key, settled);
    await settled;
    if (this.#last.get(key) === settled) this.#last.delete(key);
    await mine;
  }
}

function keyOf(appId: AppId, path: FilePath): string {
  return `${appId}\0${path}`;
}

function notKept(path: FilePath, error: unknown): Error {
  const isFull = /full/i.test(String(error));
  return problem(
    isFull ? "disk-full" : "internal",
    isFull
      ? `The disk is full, so the unsaved text of ${path} is only in this window.`
      : `The unsaved text of ${path} could not be kept safe.`,
    {
      next: isFull ? "Free some space; it is tried again." : "Save the file.",
      details: String(error),
    },
  );
}
