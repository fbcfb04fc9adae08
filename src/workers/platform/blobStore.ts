import { blobKey } from "../../common/apps/names.ts";
import { BoundedCache } from "./boundedCache.ts";

/** An isolate has 128 MB; rendered modules and the manifest live there too. */
const HOT_BYTES = 48 * 1024 * 1024;
/** Larger bodies are read through: one video would push out a whole app. */
const MAX_HOT_BODY = 8 * 1024 * 1024;

/** Bodies by hash: in KV for good, and the lately used ones in memory. */
export class BlobStore {
  readonly #files: KVNamespace;
  readonly #hot = new BoundedCache<Uint8Array>(HOT_BYTES);
  readonly #loading = new Map<string, Promise<Uint8Array | undefined>>();

  constructor(files: KVNamespace) {
    this.#files = files;
  }

  /** Resolves when the body is in KV; nothing may point at it before. */
  async put(hash: string, body: Uint8Array): Promise<void> {
    // The frame's buffer holds all bodies of a commit: a view would keep every one of them alive.
    const own = body.slice();
    await this.#files.put(blobKey(hash), own);
    this.#keepHot(hash, own);
  }

  /** The body, or undefined when the store does not have it. */
  get(hash: string): Promise<Uint8Array | undefined> | Uint8Array {
    const hot = this.#hot.get(hash);
    if (hot !== undefined) return hot;
    const loading = this.#loading.get(hash) ?? this.#load(hash);
    this.#loading.set(hash, loading);
    return loading;
  }

  /** Is the body in KV? Reads no more than its beginning. */
  async has(hash: string): Promise<boolean> {
    if (this.#hot.get(hash) !== undefined) return true;
    const body = await this.#files.get(blobKey(hash), "stream");
    await body?.cancel();
    return body !== null;
  }

  async #load(hash: string): Promise<Uint8Array | undefined> {
    try {
      const buffer = await this.#files.get(blobKey(hash), "arrayBuffer");
      if (buffer === null) return undefined;
      const body = new Uint8Array(buffer);
      this.#keepHot(hash, body);
      return body;
    } finally {
      this.#loading.delete(hash);
    }
  }

  #keepHot(hash: string, body: Uint8Array): void {
    if (body.byteLength <= MAX_HOT_BODY) this.#hot.set(hash, body, body.byteLength);
  }
}
