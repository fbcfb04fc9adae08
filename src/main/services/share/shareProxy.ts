import { once } from "node:events";
import http, { type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Log } from "../../../common/base/log.ts";
import { problem } from "../../../common/contracts/problem.ts";
import { type Ends, requestHeaders, responseHeaders } from "./forwardedHeaders.ts";
import { type ShareAccess, TOKEN_PARAMETER } from "./shareAccess.ts";
import { isShared, withoutStudio } from "./sharedPage.ts";

export interface ShareProxyOptions {
  /** This machine's own addresses that it listens on. */
  readonly addresses: readonly string[];
  /** Where the edge serves the app now; null while it does not. */
  readonly previewOrigin: () => string | null;
  /** Made once the port is known. */
  readonly access: (port: number) => ShareAccess;
  /** Somebody came by the link. */
  readonly onVisit: () => void;
  readonly log: Log;
}

/** Pages are changed before they are sent; nothing of a page's size comes near this. */
const MAX_PAGE = 8 * 1024 * 1024;
const ANY_PORT_TRIES = 5;

/**
 * Serves one app's preview on addresses of this machine, to visitors who came by its link, and
 * to nobody else. It knows no other app and nothing of Studio.
 */
export class ShareProxy implements AsyncDisposable {
  readonly port: number;
  readonly access: ShareAccess;
  readonly #servers: readonly Server[];
  readonly #options: ShareProxyOptions;
  readonly #hosts: ReadonlySet<string>;
  readonly #sockets = new Set<Duplex>();

  private constructor(servers: readonly Server[], port: number, options: ShareProxyOptions) {
    this.port = port;
    this.access = options.access(port);
    this.#servers = servers;
    this.#options = options;
    this.#hosts = new Set(options.addresses.map((address) => `${address}:${port}`));
    for (const server of servers) {
      server.on("request", (request, response) => this.#answer(request, response));
      server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    }
  }

  /** Rejects with a Problem when the port is taken or may not be used. 0 takes any free one. */
  static async open(port: number, options: ShareProxyOptions): Promise<ShareProxy> {
    for (let tries = 1; ; tries += 1) {
      try {
        const { servers, taken } = await listenOnAll(options.addresses, port);
        return new ShareProxy(servers, taken, options);
      } catch (error) {
        // Free on one address is not free on all.
        if (port === 0 && tries < ANY_PORT_TRIES) continue;
        throw portProblem(port, error);
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(this.#servers.map(close));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const ends = this.#endsOf(request);
    if (ends === "foreign") return refuse(response, 421, WRONG_ADDRESS);
    if (ends === null) return refuse(response, 503, NOT_SERVED);
    const url = pathOf(request, ends);
    if (url === null) return refuse(response, 400, "That is not an address of this app.");
    const token = url.searchParams.get(TOKEN_PARAMETER);
    if (token !== null) return this.#admit(token, url, response);
    if (!this.access.isVisitor(request.headers.cookie)) return refuse(response, 403, NO_LINK);
    if (!isShared(url.pathname)) return refuse(response, 404, "There is no such page.");
    this.#forward(request, response, { ends, url });
  }

  #admit(token: string, url: URL, response: ServerResponse): void {
    const cookie = this.access.admit(token);
    if (cookie === null) return refuse(response, 403, NO_LINK);
    this.#options.onVisit();
    url.searchParams.delete(TOKEN_PARAMETER);
    const headers = { location: url.href, "set-cookie": cookie, "cache-control": "no-store" };
    response.writeHead(303, { ...headers, "referrer-policy": "no-referrer" }).end();
  }

  #forward(
    request: IncomingMessage,
    response: ServerResponse,
    { ends, url }: { readonly ends: Ends; readonly url: URL },
  ): void {
    const isPage = request.headers.accept?.includes("text/html") === true;
    const headers = this.#requestHeaders(request, ends);
    // What is to be changed must not come compressed.
    if (isPage) headers["accept-encoding"] = "identity";
    const upstream = http.request(target(request, ends, headers), (answer) => {
      const rewrites = answer.headers["content-type"]?.startsWith("text/html") === true;
      if (rewrites && !url.pathname.startsWith("/api/")) void sendPage(answer, response, ends);
      else sendAsIs(answer, response, ends);
    });
    upstream.on("error", (error) => this.#unreachable(response, error));
    response.on("close", () => upstream.destroy());
    request.pipe(upstream);
  }

  #unreachable(response: ServerResponse, error: Error): void {
    if (response.destroyed) return;
    this.#options.log.warn("shared app not reached", { error: error.message });
    if (response.headersSent) response.destroy();
    else refuse(response, 502, NOT_SERVED);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    const ends = this.#endsOf(request);
    if (ends === "foreign" || ends === null || !this.#maySocket(request, ends)) {
      socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    const headers = this.#requestHeaders(request, ends);
    const upstream = http.request(
      target(request, ends, { ...headers, connection: "Upgrade", upgrade: "websocket" }),
    );
    upstream.on("upgrade", (answer, edge, first) => {
      edge.on("error", () => edge.destroy());
      socket.write(rawHead(answer, ends));
      if (first.length > 0) socket.write(first);
      if (head.length > 0) edge.write(head);
      edge.pipe(socket).pipe(edge);
      socket.on("close", () => edge.destroy());
      edge.on("close", () => socket.destroy());
    });
    upstream.on("response", (answer) => {
      answer.resume();
      socket.end(`HTTP/1.1 ${answer.statusCode ?? 502} Refused\r\nConnection: close\r\n\r\n`);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("close", () => upstream.destroy());
    upstream.end();
  }

  /** A page of another site must not speak to the app with the visitor's cookie. */
  #maySocket(request: IncomingMessage, ends: Ends): boolean {
    const url = pathOf(request, ends);
    if (url === null || !isShared(url.pathname)) return false;
    return request.headers.origin === ends.shared && this.access.isVisitor(request.headers.cookie);
  }

  #requestHeaders(request: IncomingMessage, ends: Ends): http.OutgoingHttpHeaders {
    const cookie = this.access.withoutOwnCookie(request.headers.cookie);
    return requestHeaders(request.headers, { ends, cookie });
  }

  /** `foreign`: asked under another name than its address, as a rebound name of DNS would. */
  #endsOf(request: IncomingMessage): Ends | "foreign" | null {
    const { host } = request.headers;
    if (host === undefined || !this.#hosts.has(host)) return "foreign";
    const preview = this.#options.previewOrigin();
    return preview === null ? null : { shared: `http://${host}`, preview };
  }
}

const WRONG_ADDRESS = "This app is shared only under the addresses that its link names.";
const NO_LINK =
  "This app is shared by a link that works for a limited time. Ask whoever shared it for a new one.";
const NOT_SERVED = "The app is not being served right now. Try again in a moment.";

function refuse(response: ServerResponse, status: number, sentence: string): void {
  const headers = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" };
  const more = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'",
  };
  response.writeHead(status, { ...headers, ...more }).end(`${sentence}\n`);
}

/** A target that is no path (`http://elsewhere/`, `*`) asks for a proxy to anywhere. */
function pathOf(request: IncomingMessage, ends: Ends): URL | null {
  if (request.url?.startsWith("/") !== true || request.url.startsWith("//")) return null;
  return URL.parse(ends.shared + request.url);
}

/** The edge listens on loopback, whatever its name resolves to. */
function target(
  request: IncomingMessage,
  ends: Ends,
  headers: http.OutgoingHttpHeaders,
): http.RequestOptions {
  const port = new URL(ends.preview).port;
  return { host: "127.0.0.1", port, method: request.method, path: request.url, headers };
}

function sendAsIs(answer: IncomingMessage, response: ServerResponse, ends: Ends): void {
  response.writeHead(answer.statusCode ?? 502, responseHeaders(answer.headers, ends));
  answer.on("error", () => response.destroy());
  answer.pipe(response);
}

async function sendPage(
  answer: IncomingMessage,
  response: ServerResponse,
  ends: Ends,
): Promise<void> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.byteLength;
      if (size > MAX_PAGE) return refuse(response, 502, "This page is too large to be shared.");
      chunks.push(chunk);
    }
  } catch {
    // The edge went away in the middle: so does the answer.
    response.destroy();
    return;
  }
  const headers = responseHeaders(answer.headers, ends);
  const page = Buffer.from(withoutStudio(Buffer.concat(chunks).toString()));
  if (headers["content-length"] !== undefined) headers["content-length"] = page.byteLength;
  response.writeHead(answer.statusCode ?? 502, headers).end(page);
}

function rawHead(answer: IncomingMessage, ends: Ends): string {
  const headers = { ...responseHeaders(answer.headers, ends), connection: "Upgrade" };
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((one) => `${name}: ${String(one)}`),
  );
  return [`HTTP/1.1 101 Switching Protocols`, "upgrade: websocket", ...lines, "", ""].join("\r\n");
}

async function listenOnAll(
  addresses: readonly string[],
  port: number,
): Promise<{ servers: Server[]; taken: number }> {
  const servers: Server[] = [];
  let taken = port;
  try {
    for (const address of addresses) {
      const server = http.createServer();
      servers.push(server);
      server.listen({ port: taken, host: address, exclusive: true });
      await once(server, "listening");
      const bound = server.address();
      if (bound !== null && typeof bound === "object") taken = bound.port;
    }
    return { servers, taken };
  } catch (error) {
    await Promise.all(servers.map(close));
    throw error;
  }
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}

function portProblem(port: number, error: unknown): Error {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const next = "Choose another port, or let Studio take any free one.";
  if (code === "EADDRINUSE") {
    return problem("locked", `Port ${port} is used by another program.`, { next });
  }
  const details = String(error);
  return problem("no-permission", `Port ${port} could not be opened.`, { next, details });
}
