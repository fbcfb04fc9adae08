import { createHash } from "node:crypto";
import WebSocket from "ws";
import type { Blob, Commit, ManifestRow, Welcome } from "../../src/common/apps/room.ts";
import { silentLog } from "../../src/common/base/log.ts";
import { RoomConnection } from "../../src/main/services/preview/room/roomConnection.ts";
import type { PreviewRooms } from "./previewRooms.ts";

type Content = string | Uint8Array;

export interface TestFile {
  readonly content: Content;
  readonly type?: string;
  readonly t?: number;
}

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html",
  js: "text/javascript",
  ts: "text/javascript",
  css: "text/css",
  svg: "image/svg+xml",
  png: "image/png",
  mp4: "video/mp4",
};

/** A blob of the file as the compiler would make it: root-absolute specifiers have offsets. */
export function blobOf(path: string, { content, type }: TestFile): Blob {
  const contentType = type ?? TYPES[/\.(\w+)(?:\?.*)?$/.exec(path)?.[1] ?? ""] ?? "text/plain";
  const body = typeof content === "string" ? Buffer.from(content) : content;
  const hash = createHash("sha256").update(contentType).update("\0").update(body);
  return {
    hash: hash.digest("base64url"),
    contentType,
    imports: typeof content === "string" ? specifiers(content) : [],
    body: new Uint8Array(body),
  };
}

/** A commit that adds the files; the rest says nothing unless it is given. */
export function commitOf(
  files: Readonly<Record<string, TestFile | Content>>,
  rest: Partial<Omit<Commit, "id" | "epoch">> = {},
): Omit<Commit, "id" | "epoch"> {
  const entries = Object.entries(files).map(([path, file]) => {
    const full = typeof file === "string" || file instanceof Uint8Array ? { content: file } : file;
    return { path, blob: blobOf(path, full), t: full.t ?? 0 };
  });
  return {
    blobs: entries.map(({ blob }) => blob),
    set: entries.map(({ path, blob, t }): ManifestRow => [path, blob.hash, t]),
    remove: [],
    payloads: [],
    answers: [],
    complete: true,
    ...rest,
  };
}

/** Every quoted root-absolute URL that stands where an import or a tag names something. */
function specifiers(text: string): [number, number][] {
  const named = /(?:from|import|import\(|src=|href=)\s*"(\/[^"?]+(?:\?(?!v=)[^"]*)?)"/g;
  return [...text.matchAll(named)].map((match) => {
    const end = match.index + match[0].length - 1;
    return [end - (match[1] ?? "").length, end];
  });
}

export interface TestHost extends Disposable {
  readonly connection: RoomConnection;
  readonly welcome: Welcome;
}

/** Connects as the app's host and waits until the room welcomes it. */
export async function connectHost(rooms: PreviewRooms, app: string): Promise<TestHost> {
  const connection = new RoomConnection({
    address: { host: "127.0.0.1", port: rooms.port, tls: false },
    hostHeader: rooms.host(app),
    key: rooms.key(app),
    log: silentLog,
  });
  const { promise, resolve } = Promise.withResolvers<Welcome>();
  connection.onWelcome(resolve);
  connection.connect();
  const welcome = await promise;
  return { connection, welcome, [Symbol.dispose]: () => connection[Symbol.dispose]() };
}

/** A page's socket, as Vite's client opens it; keeps what it was sent. */
export class TestPage implements Disposable {
  readonly socket: WebSocket;
  readonly received: unknown[] = [];
  #closed: number | undefined;

  constructor(rooms: PreviewRooms, app: string, options: TestPageOptions = {}) {
    const query = options.rev === undefined ? "" : `?rev=${options.rev}`;
    this.socket = new WebSocket(
      `ws://127.0.0.1:${rooms.port}/ws${query}`,
      options.protocol ?? "vite-hmr",
      {
        headers: { host: rooms.host(app), origin: options.origin ?? `http://${rooms.host(app)}` },
        perMessageDeflate: false,
      },
    );
    this.socket.on("message", (data) => {
      if (data instanceof Buffer) this.received.push(JSON.parse(data.toString("utf8")));
    });
    this.socket.on("close", (code) => (this.#closed = code));
    this.socket.on("error", () => undefined);
  }

  get closeCode(): number | undefined {
    return this.#closed;
  }

  /** Resolves with the protocol the room chose, or with the status it refused with. */
  opened(): Promise<string | number> {
    const { promise, resolve } = Promise.withResolvers<string | number>();
    this.socket.on("open", () => resolve(this.socket.protocol));
    this.socket.on("unexpected-response", (_request, response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    return promise;
  }

  [Symbol.dispose](): void {
    this.socket.terminate();
  }
}

export interface TestPageOptions {
  readonly rev?: number;
  readonly origin?: string;
  readonly protocol?: string;
}

let apps = 0;

/** An app nobody has used in this run. */
export function newApp(): string {
  apps += 1;
  return `app${String(apps).padStart(3, "a")}`;
}
