import type { CompiledCommit, KnownState } from "../protocol.ts";
import type { Blob } from "../../../common/apps/room.ts";

interface Row {
  readonly hash: string;
  readonly t: number;
}

/**
 * A room in memory: takes commits and serves files by the rules of the room wire. It refuses
 * rows whose body it does not have, as the real one does.
 */
export class FakeRoom {
  readonly rows = new Map<string, Row>();
  readonly blobs = new Map<string, Blob>();
  readonly bodies = new Map<string, Uint8Array>();
  readonly commits: CompiledCommit[] = [];
  complete = false;

  get known(): KnownState {
    const manifest = [...this.rows].map(([path, { hash, t }]) => [path, hash, t] as const);
    return { manifest, blobs: [...this.blobs.keys()] };
  }

  /** The hashes it lacks; empty when the commit was taken. */
  take(commit: CompiledCommit): string[] {
    const sent = new Set(commit.blobs.map(({ hash }) => hash));
    const named = commit.set.flatMap(([, hash]) => (hash === null ? [] : [hash]));
    const missing = named.filter((hash) => !sent.has(hash) && !this.blobs.has(hash));
    if (missing.length > 0) return missing;
    for (const blob of commit.blobs) {
      this.blobs.set(blob.hash, blob);
      if (blob.body !== null) this.bodies.set(blob.hash, blob.body);
    }
    for (const path of commit.remove) this.rows.delete(path);
    for (const [path, hash, t] of commit.set) {
      const kept = hash ?? this.rows.get(path)?.hash;
      if (kept === undefined) throw new Error(`${path} has no row whose hash could be kept`);
      this.rows.set(path, { hash: kept, t });
    }
    this.complete = commit.complete;
    this.commits.push(commit);
    return [];
  }

  /** What a browser gets for a URL; null for 404. */
  serve(url: string, accept = "*/*"): string | null {
    const { pathname, search } = new URL(url, "http://preview.invalid");
    const key = (pathname + search).replace(/([?&])t=\d+(&|$)/, (_all, a: string, b: string) =>
      b ? a : "",
    );
    const direct = accept.startsWith("text/css") ? this.rows.get(withQuery(key, "direct")) : null;
    const row = direct ?? this.rows.get(key);
    const blob = row === undefined ? undefined : this.blobs.get(row.hash);
    const body = blob === undefined ? undefined : this.bodies.get(blob.hash);
    if (blob === undefined || body === undefined) return null;
    return this.#rendered(new TextDecoder().decode(body), blob.imports);
  }

  /**
   * Everything a page loads from index.html on, lazy parts included: module URL → text. Throws
   * when an import is not there.
   */
  loadPage(): Map<string, string> {
    const loaded = new Map<string, string>();
    const queue = ["/index.html"];
    for (const url of queue) {
      if (loaded.has(url)) continue;
      const text = this.serve(url);
      if (text === null) throw new Error(`${url} is imported but not served`);
      loaded.set(url, text);
      for (const [, specifier = ""] of text.matchAll(IMPORT)) queue.push(specifier);
      if (url === "/index.html") {
        for (const [, entry = ""] of text.matchAll(/<script[^>]*src="([^"]+)"/g)) queue.push(entry);
      }
    }
    return loaded;
  }

  /** Paths that a page would load under two URLs, and so run twice. */
  twice(): string[] {
    const paths = [...this.loadPage().keys()].map((url) => url.replace(/[?&]t=\d+/, ""));
    return paths.filter((path, i) => paths.indexOf(path) !== i);
  }

  #rendered(text: string, imports: Blob["imports"]): string {
    let output = "";
    let position = 0;
    for (const [start, end] of imports) {
      const key = text.slice(start, end);
      const t = this.rows.get(key)?.t ?? 0;
      output += text.slice(position, start) + (t > 0 ? withQuery(key, `t=${t}`) : key);
      position = end;
    }
    return output + text.slice(position);
  }
}

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)["'](\/[^"'\s]+)["']/g;

function withQuery(key: string, parameter: string): string {
  const [path = key, query] = key.split("?", 2);
  return query === undefined ? `${path}?${parameter}` : `${path}?${parameter}&${query}`;
}
