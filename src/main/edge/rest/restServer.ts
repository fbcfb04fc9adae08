import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Log } from "../../../common/base/log.ts";
import { must } from "../../../common/base/assert.ts";
import { GatewayRefusal } from "../gatewayAdmin.ts";
import { bucketRoutes } from "./bucketRoutes.ts";
import { Call } from "./call.ts";
import { databaseRoutes } from "./databaseRoutes.ts";
import { Guard } from "./guard.ts";
import { kvRoutes } from "./kvRoutes.ts";
import { kvValueRoutes } from "./kvValueRoutes.ts";
import { namespaceRoutes } from "./namespaceRoutes.ts";
import { RateLimit } from "./rateLimit.ts";
import type { Reply } from "./reply.ts";
import type { RestContext } from "./restContext.ts";
import { badRequest, notAuthenticated, noSuchRoute, RestError, tooLarge } from "./restError.ts";
import { matchRoute, type Match, type Route } from "./router.ts";
import { scriptRoutes } from "./scriptRoutes.ts";
import { secretRoutes } from "./secretRoutes.ts";
import { settingsRoutes } from "./settingsRoutes.ts";
import type { TailHub } from "../tailHub.ts";
import { tagRoutes } from "./tagRoutes.ts";
import { tailRoutes } from "./tailRoutes.ts";
import { TailSockets } from "./tailSockets.ts";
import { tokenRoutes } from "./tokenRoutes.ts";

const PREFIX = "/client/v4";

export interface RestServerOptions {
  readonly context: RestContext;
  readonly tails: TailHub;
  /** Routes of the edge itself, which no account has. */
  readonly extra: readonly Route[];
  readonly log: Log;
}

/** The part of Cloudflare's v4 API that Studio needs, for the official SDK, on loopback. */
export class RestServer implements AsyncDisposable {
  readonly url: string;
  readonly #server: Server;
  readonly #tails: TailSockets;
  readonly #routes: readonly Route[];
  readonly #guard: Guard;
  readonly #rate: RateLimit;
  readonly #context: RestContext;
  readonly #log: Log;

  private constructor(server: Server, { context, tails, extra, log }: RestServerOptions) {
    const address = server.address();
    const port = typeof address === "object" ? must(address, "the address").port : 0;
    this.url = `http://127.0.0.1:${port}${PREFIX}`;
    this.#server = server;
    this.#context = context;
    this.#guard = new Guard(context.config.token, port);
    this.#rate = new RateLimit(context.config.callLimit);
    this.#log = log;
    this.#routes = [...routesOf(context), ...tailRoutes(context, tails), ...extra];
    this.#tails = new TailSockets(tails, this.#guard);
    server.on("upgrade", (request, socket, head) => this.#tails.accept(request, socket, head));
    server.on("request", (request, response) => void this.#serve(request, response));
  }

  static async start(options: RestServerOptions): Promise<RestServer> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new RestServer(server, options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#tails[Symbol.dispose]();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await send(response, await this.#answer(request));
    } catch (error) {
      this.#refuse(response, error);
    }
  }

  async #answer(request: IncomingMessage): Promise<Reply<unknown>> {
    this.#guard.checkOrigin(request.headers);
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const match = this.#match(request.method ?? "GET", url.pathname);
    if (match?.route.isOpen !== true) this.#guard.checkToken(request.headers);
    this.#rate.count();
    const { route, params } = this.#needed(match, url.pathname);
    const call = new Call({
      params,
      query: url.searchParams,
      body: await readBody(request, route.maxBody),
      contentType: request.headers["content-type"] ?? "",
      host: request.headers.host ?? "",
    });
    return route.handler(call);
  }

  #match(method: string, pathname: string): Match | undefined {
    if (!pathname.startsWith(`${PREFIX}/`)) return undefined;
    return matchRoute(this.#routes, method, pathname.slice(PREFIX.length));
  }

  #needed(match: Match | undefined, pathname: string): Match {
    if (match === undefined) throw noSuchRoute(pathname.replace(PREFIX, ""));
    const { account } = match.params;
    if (account !== undefined && account !== this.#context.config.accountId) {
      throw notAuthenticated();
    }
    return match;
  }

  #refuse(response: ServerResponse, error: unknown): void {
    const refusal = asRestError(error);
    if (refusal.status >= 500) {
      this.#log.error("a call failed", { error: String(error) });
    }
    // Bytes of a body that was not read would be taken for the next request.
    response.setHeader("connection", "close");
    sendJson(response, refusal.status, {
      body: {
        success: false,
        errors: [{ code: refusal.code, message: refusal.message }],
        messages: [],
        result: null,
      },
      headers: refusal.headers,
    });
  }
}

function routesOf(context: RestContext): Route[] {
  return [
    ...namespaceRoutes(context),
    ...scriptRoutes(context),
    ...settingsRoutes(context),
    ...secretRoutes(context),
    ...tagRoutes(context),
    ...kvRoutes(context),
    ...kvValueRoutes(context),
    ...bucketRoutes(context),
    ...databaseRoutes(context),
    ...tokenRoutes(),
  ];
}

function asRestError(error: unknown): RestError {
  if (error instanceof RestError) return error;
  if (error instanceof GatewayRefusal) return badRequest(error.message);
  return new RestError(500, 10001, "The local edge failed to answer; its log says why.");
}

async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > limit) throw tooLarge(limit);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function send(response: ServerResponse, reply: Reply<unknown>): Promise<void> {
  if (reply.kind === "result") {
    const { result, info } = reply;
    const envelope = { success: true, errors: [], messages: [], result };
    const body = info === undefined ? envelope : { ...envelope, result_info: info };
    sendJson(response, 200, { body, headers: {} });
    return;
  }
  if (reply.kind === "events") {
    sendEvents(response, reply.open);
    return;
  }
  // The form's boundary is made up by whoever encodes it.
  const encoded = new Response(
    reply.body instanceof FormData ? reply.body : new Uint8Array(reply.body),
  );
  const contentType = encoded.headers.get("content-type") ?? reply.contentType;
  response.writeHead(200, { ...reply.headers, "content-type": contentType });
  response.end(Buffer.from(await encoded.arrayBuffer()));
}

function sendEvents(
  response: ServerResponse,
  open: (send: (event: unknown) => void) => () => void,
): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.flushHeaders();
  const close = open((event) => response.write(`data: ${JSON.stringify(event)}\n\n`));
  response.on("close", close);
}

function sendJson(
  response: ServerResponse,
  status: number,
  { body, headers }: { body: unknown; headers: Readonly<Record<string, string>> },
): void {
  response.writeHead(status, { ...headers, "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
