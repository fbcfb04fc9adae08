import fs from "node:fs/promises";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Log, LogLevel, Miniflare } from "miniflare";
import { AppId } from "../../src/common/apps/appId.ts";
import { roomKey } from "../../src/main/services/preview/room/roomKey.ts";

/**
 * The shipped platform worker and preview script on a real workerd, each app on its own host, with
 * a dispatch namespace of scripts given as functions' source. Tests of the room stand on this; the
 * local edge has its own tests.
 */
export interface PreviewRooms extends AsyncDisposable {
  readonly port: number;
  readonly miniflare: Miniflare;
  host(app: string): string;
  key(app: string): string;
  request(app: string, path: string, options?: RoomRequest): Promise<RoomResponse>;
  /** Reads a value of the files namespace; null when it is not there. */
  value(key: string): Promise<string | null>;
}

export interface RoomRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

export interface RoomResponse {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
}

export interface PreviewRoomsOptions {
  /** Where state is kept; in memory of the process when it is left out. */
  readonly persist?: string;
  readonly port?: number;
  readonly studioOrigins?: readonly string[];
  /** Script name → body of its `fetch(request)`. */
  readonly scripts?: Readonly<Record<string, string>>;
}

const ROOM_SECRET = "a secret for tests";
const STUDIO_ORIGIN = "http://ide.localhost:9";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

const HARNESS = `
import preview from "./preview.js";
import { AppApi as PlatformApi, PreviewRoom, PreviewStore } from "./platform.js";
import { scripts } from "./scripts.js";

const namespace = {
  get(name) {
    return {
      async fetch(request) {
        const script = scripts[name];
        if (script === undefined) throw new Error("Worker not found.");
        return script(request);
      },
    };
  },
};

export class AppApi extends PlatformApi {
  constructor(ctx, env) {
    super(ctx, { ...env, PREVIEW: namespace });
  }
}

export { PreviewRoom, PreviewStore };

export default {
  fetch(request, env, ctx) {
    const app = /^preview-([a-z0-9]+)[.]/.exec(new URL(request.url).hostname)?.[1];
    if (app === undefined) return new Response("no app", { status: 404 });
    const props = { app };
    const STORE = ctx.exports.PreviewStore({ props });
    const API = ctx.exports.AppApi({ props });
    return preview.fetch(request, { STORE, API });
  },
};
`;

export async function startPreviewRooms(options: PreviewRoomsOptions = {}): Promise<PreviewRooms> {
  const port = options.port ?? (await freePort());
  const built = (name: string) => fs.readFile(path.join(root, "out/workers", name), "utf8");
  const modules = {
    "harness.js": HARNESS,
    "preview.js": await built("preview.js"),
    "platform.js": await built("platform.js"),
    "scripts.js": scriptsModule(options.scripts ?? {}),
  };
  const miniflare = new Miniflare({
    host: "127.0.0.1",
    log: new Log(LogLevel.NONE),
    logRequests: false,
    handleStructuredLogs: ignoreExpectedNoise,
    ...(options.persist === undefined ? {} : { resourcePersistencePath: options.persist }),
    workers: [
      {
        config: {
          name: "platform",
          compatibilityDate: "2026-09-01",
          manifest: {
            mainModule: "harness.js",
            modulesRoot: root,
            modules: Object.fromEntries(
              Object.entries(modules).map(([name, contents]) => [name, { type: "esm", contents }]),
            ),
          },
          env: {
            ROOM: { type: "durable-object", worker: "platform", exportName: "PreviewRoom" },
            FILES: { type: "kv", id: "files" },
            ROOM_SECRET: { type: "text", value: ROOM_SECRET },
            STUDIO_ORIGINS: {
              type: "text",
              value: JSON.stringify(options.studioOrigins ?? [STUDIO_ORIGIN]),
            },
          },
          exports: { PreviewRoom: { type: "durable-object", storage: "sqlite" } },
        },
        dev: { unsafeDirectSockets: [{ host: "127.0.0.1", port }] },
      },
    ],
  });
  await miniflare.ready;
  const host = (app: string) => `preview-${app}.localhost:${port}`;
  return {
    port,
    miniflare,
    host,
    key: (app) => roomKey(ROOM_SECRET, AppId.parse(app)),
    request: (app, url, request) => send(port, host(app), url, request),
    async value(key) {
      const files = await miniflare.getKVNamespace("FILES");
      return files.get(key, "text");
    },
    [Symbol.asyncDispose]: () => miniflare.dispose(),
  };
}

function scriptsModule(scripts: Readonly<Record<string, string>>): string {
  const entries = Object.entries(scripts).map(([name, body]) => {
    return `${JSON.stringify(name)}: async (request) => {${body}}`;
  });
  return `export const scripts = {${entries.join(",")}};`;
}

/** A socket that a test cuts is reported by workerd as a disconnected peer. */
function ignoreExpectedNoise(line: { level: string; message: string }): void {
  if (/disconnected|WebSocket|Network connection lost/.test(line.message)) return;
  process.stderr.write(`${line.message}\n`);
}

function send(
  port: number,
  host: string,
  url: string,
  { method = "GET", headers = {}, body }: RoomRequest = {},
): Promise<RoomResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<RoomResponse>();
  const request = http.request({
    host: "127.0.0.1",
    port,
    path: url,
    method,
    headers: { host, ...headers },
  });
  request.on("error", reject);
  request.on("response", (response) => {
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("error", reject);
    response.on("end", () => {
      const all = Buffer.concat(chunks);
      const { statusCode = 0, headers: answered } = response;
      resolve({ status: statusCode, headers: answered, body: all, text: all.toString("utf8") });
    });
  });
  request.end(body);
  return promise;
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
