/**
 * The wire between a Studio host and an app's preview room (a Durable Object), the same for the
 * local edge and a real account.
 *
 * The room holds the app's manifest: path → { hash, t }. Bodies are immutable blobs in KV under
 * their hash. A commit puts blobs first, then switches the manifest in one transaction, then
 * hands Vite's payloads to the pages, then answers. Nothing of it is visible by halves.
 */

/** Everything Studio serves on an app's host lies below this; the app's own paths never do. */
export const STUDIO_PREFIX = "/__studio/";

export const ROOM_PATHS = {
  /** WebSocket of the pages: Vite's `vite-hmr` protocol, unmodified. `?rev=` resumes. */
  pages: "/ws",
  /** WebSocket of the host. */
  host: `${STUDIO_PREFIX}host`,
  /** POST: one encoded {@link Commit} too large for a WebSocket message. */
  commit: `${STUDIO_PREFIX}commit`,
  /** POST: JSON array of hashes → JSON array of those the store does not hold. */
  missing: `${STUDIO_PREFIX}missing`,
  /**
   * POST: JSON array of hashes → one encoded {@link Commit} whose `blobs` are those the room can
   * serve. A body that is null did not fit into this answer: ask for it again.
   */
  bodies: `${STUDIO_PREFIX}bodies`,
  /** GET: is the script up, and which revision does it serve. */
  health: `${STUDIO_PREFIX}health`,
  /** GET: the script every served page loads first. */
  client: `${STUDIO_PREFIX}client.js`,
  /** GET: the script by which Studio looks into a page that it embeds. */
  agent: `${STUDIO_PREFIX}agent.js`,
} as const;

/** Close code of a host socket that a newer host has replaced (fencing: the newest wins). */
export const CLOSE_FENCED = 4001;

/** How many revisions a page may have missed and still be healed by replaying payloads. */
export const JOURNAL_REVISIONS = 50;

/**
 * An immutable body. The hash covers the content type too: what a room keeps beside a body must
 * follow from the hash alone. `imports` are the [start, end) string offsets of specifiers that
 * name keys of the manifest.
 */
export interface Blob {
  readonly hash: string;
  readonly contentType: string;
  readonly imports: readonly (readonly [number, number])[];
  /** Null when the store holds the body already and only this room must learn of it. */
  readonly body: Uint8Array | null;
}

/**
 * One row of the manifest. The path is the URL a browser asks for, path and query as WHATWG
 * normalises them (`/src/a%20b.ts?raw`), without `t`. `t` is Vite's HMR timestamp of the module: the room writes it as
 * `?t=` into the importers when it serves them, so that a blob's bytes never depend on it.
 * A null hash keeps the row's hash and moves only `t`.
 */
export type ManifestRow = readonly [path: string, hash: string | null, t: number];

export interface Commit {
  /** Counts up per connection; comes back in the answer. */
  readonly id: number;
  /** The host's turn, as told by {@link Welcome}. A commit of an older turn is refused. */
  readonly epoch: number;
  readonly blobs: readonly Blob[];
  readonly set: readonly ManifestRow[];
  readonly remove: readonly string[];
  /** Vite HMR payloads for the pages, in order. Only `type` is looked at. */
  readonly payloads: readonly unknown[];
  /** Paths some page waits for (see {@link Need}) that are answered by now, found or not. */
  readonly answers: readonly string[];
  /** The manifest is complete: an unknown path is a 404 at once, without asking the host. */
  readonly complete: boolean;
}

/** First message on a host socket. */
export interface Welcome {
  readonly type: "welcome";
  readonly epoch: number;
  readonly rev: number;
  readonly manifest: readonly (readonly [path: string, hash: string, t: number])[];
  /** Hashes this room can serve. */
  readonly blobs: readonly string[];
  readonly pages: number;
}

/** The commit is durable and was handed to `pages` pages. */
export interface Committed {
  readonly type: "committed";
  readonly id: number;
  readonly rev: number;
  readonly pages: number;
}

export interface Refused {
  readonly type: "refused";
  readonly id: number;
  /** `fenced`: a newer host serves this app. `missing-blobs`: send the bodies of `hashes`. */
  readonly reason: "fenced" | "missing-blobs" | "malformed" | "storage";
  readonly hashes: readonly string[];
  readonly message: string;
}

/** A page asked for a path the manifest does not have; it waits up to 15 s. */
export interface Need {
  readonly type: "need";
  readonly path: string;
  readonly accept: string;
}

/** A page sent a Vite custom event to its server. */
export interface FromPage {
  readonly type: "from-page";
  readonly event: string;
  readonly data: unknown;
}

/** A page painted everything up to this revision. A page may lie; believe it about itself only. */
export interface Painted {
  readonly type: "painted";
  readonly rev: number;
}

export interface Pages {
  readonly type: "pages";
  readonly pages: number;
}

export type RoomToHost = Welcome | Committed | Refused | Need | FromPage | Painted | Pages;

/** Page → room, on the `vite-hmr` socket, besides Vite's own messages. */
export type PageToRoom = { readonly type: "studio:painted"; readonly rev: number };

/**
 * What the room adds to each Vite payload, as its member `studio`: Vite's client passes over it,
 * the injected one learns which revision the page has. A page has it once `left` is 0.
 */
export interface RevisionTag {
  readonly rev: number;
  /** Payloads of the same revision still to come. */
  readonly left: number;
}

/** Sent to pages for a revision without payloads; Vite's client never sees it. */
export interface RevisionNote {
  readonly type: "studio:rev";
  readonly rev: number;
}

/** Text that either end of either socket may send; the room answers without waking. */
export const PING = '{"type":"ping"}';
export const PONG = '{"type":"pong"}';

/** A page's message may have this many characters; the room closes on larger ones. */
export const MAX_PAGE_MESSAGE = 64 * 1024;

/** Attributes of the injected scripts' tags: the page's revision, and a JSON array of origins. */
export const CLIENT_TAG = { rev: "rev", studioOrigins: "studio" } as const;

/** Page → embedding Studio, by postMessage, on load and on each change of route or title. */
export interface PageNote {
  readonly type: "studio:page";
  readonly rev: number;
  /** Path, query and fragment. */
  readonly path: string;
  readonly title: string;
}

/**
 * Page → embedding Studio, by postMessage: a key was pressed that Studio wants to have. It names
 * the key; what it does is Studio's own affair, and at most one of a few harmless commands.
 */
export interface PageKey {
  readonly type: "studio:key";
  readonly key: string;
}

/** Embedding Studio → page, by postMessage. */
export type PageOrder =
  /** Keys that the page passes on unless the app itself took them. */
  | { readonly type: "studio:keys"; readonly keys: readonly string[] }
  | { readonly type: "studio:navigate"; readonly path: string }
  | { readonly type: "studio:reload" };

/**
 * Layout of an encoded commit: u32 (big-endian) length of the JSON header, the header, then the
 * bodies one after another. Each blob of the header has `size`, null for a body not sent.
 */
interface CommitHeader extends Omit<Commit, "blobs"> {
  readonly blobs: readonly {
    readonly hash: string;
    readonly contentType: string;
    readonly imports: readonly (readonly [number, number])[];
    readonly size: number | null;
  }[];
}

export function encodeCommit(commit: Commit): Uint8Array<ArrayBuffer> {
  const header: CommitHeader = {
    ...commit,
    blobs: commit.blobs.map(({ body, ...rest }) => ({ ...rest, size: body?.byteLength ?? null })),
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const bodies = commit.blobs.flatMap((blob) => (blob.body === null ? [] : [blob.body]));
  const total = bodies.reduce((sum, body) => sum + body.byteLength, 4 + json.byteLength);
  const frame = new Uint8Array(total);
  new DataView(frame.buffer).setUint32(0, json.byteLength);
  frame.set(json, 4);
  let at = 4 + json.byteLength;
  for (const body of bodies) {
    frame.set(body, at);
    at += body.byteLength;
  }
  return frame;
}

/** Throws a RangeError or SyntaxError on a frame that was cut or is not a commit. */
export function decodeCommit(frame: Uint8Array): Commit {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const headerEnd = 4 + view.getUint32(0);
  if (headerEnd > frame.byteLength) throw new RangeError("the commit's header was cut");
  const json = new TextDecoder().decode(frame.subarray(4, headerEnd));
  const header = JSON.parse(json) as CommitHeader;
  let at = headerEnd;
  const blobs = header.blobs.map(({ size, ...rest }): Blob => {
    if (size === null) return { ...rest, body: null };
    const body = frame.subarray(at, at + size);
    if (body.byteLength !== size) throw new RangeError("the commit's bodies were cut");
    at += size;
    return { ...rest, body };
  });
  return { ...header, blobs };
}
