import { once } from "node:events";
import { createReadStream } from "node:fs";
import { realpath } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { Log } from "../../common/base/log.ts";
import { problem } from "../../common/contracts/problem.ts";
import { fileHeaders, SECURITY_HEADERS } from "./contentPolicy.ts";
import { HttpAccess } from "./httpAccess.ts";
import type { AttachSocket } from "./socket.ts";
import { findFile } from "./static.ts";

/** A cookie of 127.0.0.1 goes to every port of it; a name of our own keeps it to this one. */
const HOST_NAME = "ide.localhost";
const MAX_FRAME = 32 * 1024 * 1024;

export interface HttpOptions {
  /** The built renderer. */
  readonly rendererDir: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly attach: AttachSocket;
  readonly log: Log;
  /** Where a linked account serves previews now, which the page may frame; null while none is. */
  readonly previewDomain?: () => string | null;
  /** The one-time token of the first link; made at random when left out. */
  readonly token?: string;
  /**
   * Called with a new one-time link when a used one was opened again: print it where only the
   * person sees it. Without it a second browser can only sign in after a restart.
   */
  readonly onNewLink?: (url: string) => void;
}

export interface HttpHost extends AsyncDisposable {
  /** Works once: opens Studio and signs the browser in. */
  readonly url: string;
  readonly origin: string;
}

/**
 * Serves the renderer and the RPC socket on loopback for one person's browser. Rejects with a
 * Problem when the port is taken or may not be used.
 */
export async function serveHttp(options: HttpOptions): Promise<HttpHost> {
  const root = await realpath(options.rendererDir);
  const server = createServer();
  const port = await listen(server, options.port);
  const site = new Site(root, port, options);
  server.on("request", (request, response) => {
    site.answer(request, response).catch((error: unknown) => {
      options.log.error("request failed", { error: String(error) });
      response.destroy();
    });
  });
  server.on("upgrade", (request, socket, head) => site.upgrade(request, socket, head));
  options.log.info("serving", { origin: site.origin });
  return {
    url: site.newLink(options.token),
    origin: site.origin,
    async [Symbol.asyncDispose]() {
      site.closeSockets();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    throw portProblem(port, error);
  }
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("Listening on no port");
  return address.port;
}

function portProblem(port: number, error: unknown): Error {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const next = "Choose another port with --port, or 0 for any free one.";
  if (code === "EADDRINUSE") {
    return problem("locked", `Port ${port} is used by another program.`, { next });
  }
  return problem("no-permission", `Port ${port} could not be opened.`, {
    next,
    details: String(error),
  });
}

class Site {
  readonly origin: string;
  readonly #host: string;
  readonly #root: string;
  readonly #options: HttpOptions;
  readonly #access: HttpAccess;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME,
    perMessageDeflate: false,
  });

  constructor(root: string, port: number, options: HttpOptions) {
    const address = new URL(`http://${HOST_NAME}:${port}`);
    this.#host = address.host;
    this.origin = address.origin;
    this.#root = root;
    this.#options = options;
    this.#access = new HttpAccess(port);
  }

  newLink(token?: string): string {
    return `${this.origin}/?token=${this.#access.issue(token)}`;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers.host !== this.#host) return refuse(response, 421, WRONG_ADDRESS);
    if (request.method !== "GET" && request.method !== "HEAD") {
      return refuse(response, 405, "Studio answers GET and HEAD here.");
    }
    // A target that is no path (`http://elsewhere/`, `*`) asks for a proxy.
    if (request.url?.startsWith("/") !== true || request.url.startsWith("//")) {
      return refuse(response, 400, "That is not an address of Studio.");
    }
    const url = new URL(this.origin + request.url);
    const token = url.searchParams.get("token");
    if (token !== null) return this.#signIn(token, response);
    if (!this.#access.isSignedIn(request.headers.cookie)) {
      return refuse(response, 401, NOT_SIGNED_IN);
    }
    await this.#sendFile(url.pathname, request.method, response);
  }

  #signIn(token: string, response: ServerResponse): void {
    const login = this.#access.login(token);
    if (login.outcome === "accepted") {
      const headers = { location: "/", "set-cookie": login.cookie };
      response.writeHead(303, { ...SECURITY_HEADERS, "cache-control": "no-store", ...headers });
      response.end();
      return;
    }
    this.#options.log.warn("sign-in refused", { outcome: login.outcome });
    if (login.outcome === "wrong") return refuse(response, 403, WRONG_LINK);
    if (this.#options.onNewLink === undefined) return refuse(response, 403, USED_LINK_RESTART);
    // One unused link at a time: whoever repeats a used one cannot flood the terminal.
    if (!this.#access.hasFreshToken) this.#options.onNewLink(this.newLink());
    refuse(response, 403, USED_LINK);
  }

  async #sendFile(pathname: string, method: string, response: ServerResponse): Promise<void> {
    const file = await findFile(this.#root, pathname);
    if (file === null) return refuse(response, 404, "There is no such page.");
    response.writeHead(200, {
      ...fileHeaders(file.path, this.#options.previewDomain?.() ?? null),
      "content-length": file.size,
    });
    if (method === "HEAD") {
      response.end();
      return;
    }
    const content = createReadStream(file.path);
    content.on("error", (error) => {
      this.#options.log.error("file unreadable", { file: file.path, error: error.message });
      response.destroy();
    });
    response.on("close", () => content.destroy());
    content.pipe(response);
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    const { host, origin, cookie } = request.headers;
    const isOurs = host === this.#host && origin === this.origin && request.url === "/rpc";
    if (!isOurs || !this.#access.isSignedIn(cookie)) {
      this.#options.log.warn("socket refused", { host, origin, path: request.url });
      socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (client) => this.#options.attach(client));
  }

  closeSockets(): void {
    for (const client of this.#sockets.clients) client.terminate();
  }
}

const WRONG_ADDRESS = `Studio answers only under the name ${HOST_NAME}. Open the link it printed.`;
const NOT_SIGNED_IN =
  "This browser is not signed in. Open the newest link that Studio printed where it runs; a link works once.";
const WRONG_LINK =
  "This link is not of the Studio that runs now. Open the newest link that it printed.";
const USED_LINK =
  "This link was used already. A new one has just been printed where Studio runs: open that. If nobody of yours opened the old one, stop Studio and start it again.";
const USED_LINK_RESTART =
  "This link was used already. Start Studio again to get a new one. Tabs that are signed in go on.";

function refuse(response: ServerResponse, status: number, sentence: string): void {
  const headers = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" };
  response.writeHead(status, { ...SECURITY_HEADERS, ...headers });
  response.end(`${sentence}\n`);
}
