import { create } from "zustand";
import { z } from "zod";
import type { AppId } from "../../../common/apps/appId.ts";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { FileHash, TextEncoding } from "../../../common/contracts/files.ts";
import type { Problem } from "../../../common/contracts/problem.ts";
import { studio, toProblem } from "../../client/studio.ts";
import type { Draft, Drafts } from "./documents.ts";

interface DraftSafety {
  /** Why unsaved text is not safe in the host at the moment; null while it is, or soon will be. */
  readonly problem: Problem | null;
  /** Files whose newest unsaved text the host has not acknowledged yet. */
  readonly unsafe: ReadonlySet<FilePath>;
}

export const useDraftSafety = create<DraftSafety>(() => ({ problem: null, unsafe: new Set() }));

const StoredDraft = z.object({
  text: z.string(),
  base: FileHash.nullable(),
  encoding: TextEncoding,
});

const WRITE_AFTER_MS = 250;
const RETRY_MS = 1500;

/** What is to become of a draft in the host; null drops it. */
type Change = (() => Draft) | null;

/**
 * Unsaved text of one app, kept by the host: it is written a moment after it was typed, and stays
 * until it is saved or given up. What was typed in the last moment before the window reloads goes
 * to the session storage, the only one that can be written while a page is leaving.
 */
export class HostDrafts implements Drafts, Disposable {
  readonly #appId: AppId;
  readonly #changes = new Map<FilePath, Change>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | null = null;
  #ended = false;

  constructor(appId: AppId) {
    this.#appId = appId;
    window.addEventListener("pagehide", this.#leave);
    useDraftSafety.setState({ problem: null, unsafe: new Set() });
  }

  /** The files that have unsaved text. */
  async paths(): Promise<readonly FilePath[]> {
    return await studio.drafts.paths.query({ appId: this.#appId });
  }

  async find(path: FilePath): Promise<Draft | null> {
    const change = this.#changes.get(path);
    if (change !== undefined) return change?.() ?? null;
    const left = this.#takeLeft(path);
    if (left !== null) {
      this.put(path, () => left);
      return left;
    }
    try {
      return await studio.drafts.find.query({ appId: this.#appId, path });
    } catch (error) {
      useDraftSafety.setState({ problem: toProblem(error) });
      return null;
    }
  }

  put(path: FilePath, draft: () => Draft): void {
    this.#change(path, draft);
  }

  drop(path: FilePath): void {
    sessionStorage.removeItem(this.#key(path));
    this.#change(path, null);
  }

  [Symbol.dispose](): void {
    window.removeEventListener("pagehide", this.#leave);
    this.#ended = true;
    // Buffers go with the session: what is not sent yet is read from them now.
    for (const [path, change] of this.#changes) {
      const draft = change?.();
      this.#changes.set(path, draft === undefined ? null : () => draft);
    }
    void this.#send();
  }

  #change(path: FilePath, change: Change): void {
    this.#changes.set(path, change);
    this.#tell();
    this.#timer ??= setTimeout(() => void this.#send(), WRITE_AFTER_MS);
  }

  /** One file after the other: the text of a large one must not queue up behind itself. */
  async #send(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = null));
    await this.#sending;
  }

  async #sendAll(): Promise<void> {
    for (const path of this.#changes.keys()) {
      const change = this.#changes.get(path);
      if (change === undefined) continue;
      try {
        await this.#sendOne(path, change);
        if (this.#changes.get(path) === change) this.#changes.delete(path);
        useDraftSafety.setState({ problem: null });
      } catch (error) {
        useDraftSafety.setState({ problem: toProblem(error) });
        if (!this.#ended) this.#timer ??= setTimeout(() => void this.#send(), RETRY_MS);
        break;
      }
    }
    this.#tell();
  }

  async #sendOne(path: FilePath, change: Change): Promise<void> {
    const appId = this.#appId;
    if (change === null) await studio.drafts.drop.mutate({ appId, path });
    else await studio.drafts.put.mutate({ appId, path, ...change() });
  }

  #tell(): void {
    const unsafe = [...this.#changes].filter(([, change]) => change !== null);
    const known = useDraftSafety.getState().unsafe;
    if (unsafe.length === known.size && unsafe.every(([path]) => known.has(path))) return;
    useDraftSafety.setState({ unsafe: new Set(unsafe.map(([path]) => path)) });
  }

  readonly #leave = (): void => {
    for (const [path, change] of this.#changes) {
      if (change === null) continue;
      try {
        sessionStorage.setItem(this.#key(path), JSON.stringify(change()));
      } catch {
        // Full: the text of a large file. What the host has of it is a moment older.
      }
    }
    void this.#send();
  };

  #takeLeft(path: FilePath): Draft | null {
    const key = this.#key(path);
    const left = sessionStorage.getItem(key);
    if (left === null) return null;
    sessionStorage.removeItem(key);
    return StoredDraft.safeParse(JSON.parse(left)).data ?? null;
  }

  #key(path: FilePath): string {
    return `draft:${this.#appId}:${path}`;
  }
}
