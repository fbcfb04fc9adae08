import type { BlobStore } from "./blobStore.ts";
import { BoundedCache } from "./boundedCache.ts";
import { fingerprint } from "./fingerprint.ts";
import { type ModuleLink, readLinks } from "./moduleLinks.ts";
import { withQuery } from "./moduleUrls.ts";
import type { ManifestEntry, RoomStorage } from "./roomStorage.ts";

export interface RenderedFile {
  readonly body: Uint8Array;
  /** Names the bytes: the blob and the versions written into it. */
  readonly tag: string;
}

interface Insertion {
  readonly start: number;
  readonly end: number;
  readonly url: string;
}

const RENDERED_BYTES = 12 * 1024 * 1024;

/**
 * Writes versions into the imports of a module when it is served. Blobs never hold them: an edit
 * of a file with fifty importers moves one `t` and writes one blob. Every importer gets the same
 * URL for the same module, or a page would hold two instances of it.
 */
export class ModuleRenderer {
  readonly #storage: RoomStorage;
  readonly #store: BlobStore;
  readonly #rendered = new BoundedCache<RenderedFile>(RENDERED_BYTES);

  constructor(storage: RoomStorage, store: BlobStore) {
    this.#storage = storage;
    this.#store = store;
  }

  /** Undefined when the store has lost the body. */
  async render(path: string, entry: ManifestEntry): Promise<RenderedFile | undefined> {
    const facts = this.#storage.blobs.get(entry.hash);
    const found = this.#store.get(entry.hash);
    const body = found instanceof Uint8Array ? found : await found;
    if (facts === undefined || body === undefined) return undefined;
    const links = facts.links ?? this.#learnLinks(entry.hash, body, facts.imports);
    const insertions = facts.imports.flatMap(([start, end], i) => {
      const key = links[i]?.specifier ?? "";
      const url = this.urlOf(key);
      return url === key ? [] : [{ start, end, url }];
    });
    const versions = insertions.map(({ url }) => url).join(" ");
    const tag = shortTag(entry.hash) + (versions === "" ? "" : `-${fingerprint(versions)}`);
    const known = this.#rendered.get(path);
    if (known?.tag === tag) return known;
    const rendered = {
      body: insertions.length === 0 ? body : insert(body, insertions),
      tag,
    };
    if (insertions.length > 0) this.#rendered.set(path, rendered, rendered.body.byteLength);
    return rendered;
  }

  /** The URL an importer has to use for a key; the same wherever it is written. */
  urlOf(key: string): string {
    const t = this.#storage.manifest.get(key)?.t ?? 0;
    return t > 0 ? withQuery(key, `t=${t}`) : key;
  }

  isModule(path: string): boolean {
    const entry = this.#storage.manifest.get(path);
    const facts = entry && this.#storage.blobs.get(entry.hash);
    return facts?.contentType.includes("javascript") ?? false;
  }

  /** The links of a module whose body was read before; null when it was not. */
  linksOf(path: string): readonly ModuleLink[] | null {
    const entry = this.#storage.manifest.get(path);
    return (entry && this.#storage.blobs.get(entry.hash)?.links) ?? null;
  }

  #learnLinks(
    hash: string,
    body: Uint8Array,
    offsets: readonly (readonly [number, number])[],
  ): readonly ModuleLink[] {
    const links = readLinks(decode(body), offsets);
    this.#storage.learnLinks(hash, links);
    return links;
  }
}

function insert(body: Uint8Array, insertions: readonly Insertion[]): Uint8Array {
  const text = decode(body);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, url } of insertions) {
    parts.push(text.slice(at, start), url);
    at = end;
  }
  parts.push(text.slice(at));
  return new TextEncoder().encode(parts.join(""));
}

/** Keeps a byte order mark: offsets were counted with it. */
export function decode(body: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(body);
}

function shortTag(hash: string): string {
  return hash.slice(0, 32);
}
