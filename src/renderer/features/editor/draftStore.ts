import { z } from "zod";
import type { AppId } from "../../../common/apps/appId.ts";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { FileHash } from "../../../common/contracts/files.ts";
import type { Draft, Drafts } from "./documents.ts";

const StoredDraft = z.object({ text: z.string(), base: FileHash.nullable() });

const STORE = "drafts";
const WRITE_AFTER_MS = 300;

/**
 * Unsaved text of one app in the browser's own database. What was typed in the last moment
 * before the window reloads goes to the session storage, the only one that can be written while
 * a page is leaving.
 */
export class DraftStore implements Drafts, Disposable {
  readonly #appId: AppId;
  readonly #database: Promise<IDBDatabase>;
  readonly #pending = new Map<FilePath, () => Draft>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(appId: AppId) {
    this.#appId = appId;
    this.#database = openDatabase();
    window.addEventListener("pagehide", this.#leave);
  }

  async find(path: FilePath): Promise<Draft | null> {
    const pending = this.#pending.get(path);
    if (pending !== undefined) return pending();
    const key = this.#key(path);
    const left = sessionStorage.getItem(key);
    if (left !== null) {
      sessionStorage.removeItem(key);
      const draft = StoredDraft.safeParse(JSON.parse(left)).data;
      if (draft !== undefined) this.put(path, () => draft);
      return draft ?? null;
    }
    const store = await this.#store("readonly");
    return StoredDraft.safeParse(await answered(store.get(key))).data ?? null;
  }

  put(path: FilePath, draft: () => Draft): void {
    this.#pending.set(path, draft);
    this.#timer ??= setTimeout(() => void this.#flush(), WRITE_AFTER_MS);
  }

  drop(path: FilePath): void {
    this.#pending.delete(path);
    sessionStorage.removeItem(this.#key(path));
    void this.#store("readwrite").then((store) => answered(store.delete(this.#key(path))));
  }

  [Symbol.dispose](): void {
    window.removeEventListener("pagehide", this.#leave);
    void this.#flush().then(async () => (await this.#database).close());
  }

  async #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const drafts = [...this.#pending].map(([path, draft]) => [this.#key(path), draft()] as const);
    this.#pending.clear();
    if (drafts.length === 0) return;
    const store = await this.#store("readwrite");
    await Promise.all(drafts.map(([key, draft]) => answered(store.put(draft, key))));
  }

  readonly #leave = (): void => {
    for (const [path, draft] of this.#pending) {
      sessionStorage.setItem(this.#key(path), JSON.stringify(draft()));
    }
  };

  async #store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
    return (await this.#database).transaction(STORE, mode).objectStore(STORE);
  }

  #key(path: FilePath): string {
    return `draft:${this.#appId}:${path}`;
  }
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open("studio-editor", 1);
  request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE));
  return answered(request);
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("no database")));
  });
}
