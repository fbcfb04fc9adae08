import type { KvEntry, KvFound, KvPage, KvStore } from "./kvStore.ts";

const MAX_KEY_BYTES = 512;
const MAX_METADATA_BYTES = 1024;
const MAX_VALUE_BYTES = 25 * 1024 * 1024;

type Options = { readonly type?: string; readonly cacheTtl?: number } | string | undefined;

/** `KVNamespace` over one {@link KvStore}, with the limits and sentences of the real one. */
export class LocalKvNamespace {
  readonly #store: DurableObjectStub<KvStore>;

  constructor(store: DurableObjectStub<KvStore>) {
    this.#store = store;
  }

  async get(key: string | readonly string[], options?: Options): Promise<unknown> {
    if (typeof key !== "string") return this.#getMany(key, options, ({ value }) => value);
    checkKey("GET", key);
    const found = await this.#store.get(key);
    return found === null ? null : decoded(found.value, typeOf(options));
  }

  async getWithMetadata(key: string | readonly string[], options?: Options): Promise<unknown> {
    if (typeof key !== "string") return this.#getMany(key, options, (entry) => entry);
    checkKey("GET", key);
    return withMetadata(await this.#store.get(key), typeOf(options));
  }

  async put(key: string, value: unknown, options?: KVNamespacePutOptions): Promise<void> {
    await this.#store.putMany([await kvEntry(key, value, options)]);
  }

  async delete(key: string): Promise<void> {
    checkKey("DELETE", key);
    await this.#store.deleteMany([key]);
  }

  async list(options: KVNamespaceListOptions = {}): Promise<unknown> {
    const page = await this.#store.list({
      prefix: options.prefix ?? "",
      after: options.cursor ? fromCursor(options.cursor) : null,
      limit: Math.min(Math.max(options.limit ?? 1000, 1), 1000),
    });
    const complete = page.cursor === null;
    return {
      keys: page.keys.map(withParsedMetadata),
      list_complete: complete,
      ...(page.cursor === null ? {} : { cursor: toCursor(page.cursor) }),
      cacheStatus: null,
    };
  }

  async #getMany(
    keys: readonly string[],
    options: Options,
    pick: (entry: { value: unknown; metadata: unknown }) => unknown,
  ): Promise<Map<string, unknown>> {
    if (keys.length > 100)
      throw new Error("KV GET_BULK failed: 400 You can request at most 100 keys");
    const entries = await Promise.all(
      keys.map(async (key) => {
        const entry = withMetadata(await this.#store.get(key), typeOf(options));
        return [key, entry.value === null ? null : pick(entry)] as const;
      }),
    );
    return new Map(entries);
  }
}

/** Checks and encodes one value. Throws an Error worded like the real service's. */
export async function kvEntry(
  key: string,
  value: unknown,
  options: KVNamespacePutOptions = {},
): Promise<KvEntry> {
  checkKey("PUT", key);
  const bytes = await encoded(value);
  if (bytes.byteLength > MAX_VALUE_BYTES) {
    throw new Error(
      `KV PUT failed: 413 Value length of ${bytes.byteLength} exceeds limit of ${MAX_VALUE_BYTES}.`,
    );
  }
  const metadata =
    options.metadata === undefined || options.metadata === null
      ? null
      : JSON.stringify(options.metadata);
  if (metadata !== null && new TextEncoder().encode(metadata).byteLength > MAX_METADATA_BYTES) {
    throw new Error(`KV PUT failed: 413 Metadata length exceeds limit of ${MAX_METADATA_BYTES}.`);
  }
  return { key, value: bytes, metadata, expiration: expirationOf(options) };
}

function checkKey(operation: string, key: string): void {
  if (key === "") throw new TypeError("Key name cannot be empty.");
  if (key === "." || key === "..") throw new TypeError(`"${key}" is not allowed as a key name.`);
  const size = new TextEncoder().encode(key).byteLength;
  if (size > MAX_KEY_BYTES) {
    throw new Error(
      `KV ${operation} failed: 414 UTF-8 encoded length of ${size} exceeds key length limit of ${MAX_KEY_BYTES}.`,
    );
  }
}

function expirationOf({ expiration, expirationTtl }: KVNamespacePutOptions): number | null {
  const now = Math.floor(Date.now() / 1000);
  if (expirationTtl !== undefined) {
    if (!(expirationTtl >= 60)) {
      throw new Error(
        `KV PUT failed: 400 Invalid expiration_ttl of ${expirationTtl}. Expiration TTL must be at least 60.`,
      );
    }
    return now + Math.floor(expirationTtl);
  }
  if (expiration === undefined) return null;
  if (!(expiration >= now + 60)) {
    throw new Error(
      `KV PUT failed: 400 Invalid expiration of ${expiration}. Expiration times must be at least 60 seconds in the future.`,
    );
  }
  return Math.floor(expiration);
}

async function encoded(value: unknown): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof value === "string") return Uint8Array.from(new TextEncoder().encode(value));
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) {
    return new Uint8Array(
      value.buffer,
      value.byteOffset,
      value.byteLength,
    ).slice() as Uint8Array<ArrayBuffer>;
  }
  if (value instanceof ReadableStream) {
    return new Uint8Array(await new Response(value).arrayBuffer());
  }
  throw new TypeError(
    "KV put() accepts only strings, ArrayBuffers, ArrayBufferViews, and ReadableStreams as values.",
  );
}

function typeOf(options: Options): string {
  return (typeof options === "string" ? options : options?.type) ?? "text";
}

/** As `list` gives them: the metadata as the value it was put as. */
export function withParsedMetadata({ metadata, ...key }: KvPage["keys"][number]) {
  return metadata === undefined ? key : { ...key, metadata: JSON.parse(metadata) as unknown };
}

function withMetadata(found: KvFound | null, type: string) {
  if (found === null) return { value: null, metadata: null, cacheStatus: null };
  return {
    value: decoded(found.value, type),
    metadata: found.metadata === null ? null : (JSON.parse(found.metadata) as unknown),
    cacheStatus: null,
  };
}

function decoded(value: Uint8Array<ArrayBuffer>, type: string): unknown {
  switch (type) {
    case "text":
      return new TextDecoder().decode(value);
    case "json":
      return JSON.parse(new TextDecoder().decode(value)) as unknown;
    case "arrayBuffer":
      return value.slice().buffer;
    case "stream":
      return new Response(value).body;
    default:
      throw new TypeError(
        'Unknown response type. Possible types are "text", "arrayBuffer", "json", and "stream".',
      );
  }
}

/** Opaque to the caller: the name of the last key it got. */
function toCursor(key: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(key)));
}

function fromCursor(cursor: string): string {
  const bytes = Uint8Array.from(atob(cursor), (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
