import * as z from "zod/mini";
import { MAX_PAGE_MESSAGE } from "../../common/apps/room.ts";
import { pageMessages } from "./pageMessages.ts";
import type { RoomStorage } from "./roomStorage.ts";

const PAGE = "page";
const PING = "vite-ping";
const HMR = "vite-hmr";

const MESSAGES_PER_SECOND = 100;
const BURST = 300;

const RELOAD = { type: "full-reload", path: "*" };

const TOO_LARGE = 1009;
const POLICY = 1008;

const PageMessage = z.union([
  z.object({ type: z.literal("studio:painted"), rev: z.int().check(z.nonnegative()) }),
  z.object({ type: z.literal("custom"), event: z.string(), data: z.optional(z.unknown()) }),
  z.object({ type: z.literal("ping") }),
]);
export type PageMessage = z.infer<typeof PageMessage>;

interface Allowance {
  left: number;
  at: number;
}

/**
 * The pages' end of Vite's HMR protocol. Vite's client is unmodified: it sees `connected`, the
 * payloads, and nothing else; revision notes are consumed by the injected client before it.
 */
export class PageSockets {
  readonly #ctx: DurableObjectState;
  readonly #storage: RoomStorage;
  readonly #allowances = new WeakMap<WebSocket, Allowance>();

  constructor(ctx: DurableObjectState, storage: RoomStorage) {
    this.#ctx = ctx;
    this.#storage = storage;
  }

  get count(): number {
    return this.#ctx.getWebSockets(PAGE).length;
  }

  /** Accepts a page's socket, or says why not. */
  accept(request: Request, url: URL): Response {
    if (!isSameOrigin(request, url)) return new Response("Foreign origin", { status: 403 });
    const offered = (request.headers.get("sec-websocket-protocol") ?? "").split(/\s*,\s*/);
    const protocol = [HMR, PING].find((name) => offered.includes(name));
    if (protocol === undefined) return new Response("Unknown protocol", { status: 400 });
    const { 0: client, 1: server } = new WebSocketPair();
    this.#ctx.acceptWebSocket(server, [protocol === HMR ? PAGE : PING]);
    if (protocol === HMR) this.#greet(server, url.searchParams.get("rev"));
    return new Response(null, {
      status: 101,
      webSocket: client,
      headers: { "sec-websocket-protocol": protocol },
    });
  }

  /** Hands one revision to every page and returns how many there are. */
  broadcast(rev: number, payloads: readonly unknown[]): number {
    const messages = pageMessages(rev, payloads);
    const sockets = this.#ctx.getWebSockets(PAGE);
    for (const socket of sockets) sendAll(socket, messages);
    return sockets.length;
  }

  /** What a page said, or undefined when it is to be ignored. Closes those that do harm. */
  read(socket: WebSocket, message: string | ArrayBuffer): PageMessage | undefined {
    if (typeof message !== "string" || message.length > MAX_PAGE_MESSAGE) {
      socket.close(TOO_LARGE, "Messages are text of at most 64 KB");
      return undefined;
    }
    if (!this.#takes(socket)) {
      socket.close(POLICY, "Too many messages");
      return undefined;
    }
    return parsePageMessage(message);
  }

  /**
   * A page names the revision its HTML was served at, or the last one it applied. What it missed
   * is replayed; when the journal does not reach, one full reload brings it up to date.
   */
  #greet(socket: WebSocket, resumeFrom: string | null): void {
    const { rev: current, openError } = this.#storage;
    const rev = resumeFrom === null ? current : Number(resumeFrom);
    const missed = Number.isInteger(rev) ? this.#storage.messagesSince(rev) : undefined;
    const messages = ['{"type":"connected"}', ...(missed ?? pageMessages(current, [RELOAD]))];
    if (missed?.length === 0 && openError !== undefined) messages.push(openError);
    sendAll(socket, messages);
  }

  #takes(socket: WebSocket): boolean {
    const now = Date.now();
    const before = this.#allowances.get(socket) ?? { left: BURST, at: now };
    const refilled = before.left + ((now - before.at) / 1000) * MESSAGES_PER_SECOND;
    const left = Math.min(BURST, refilled) - 1;
    this.#allowances.set(socket, { left, at: now });
    return left >= 0;
  }
}

/** Any site could open a socket to the preview's host; only its own pages may. */
function isSameOrigin(request: Request, url: URL): boolean {
  const origin = request.headers.get("origin");
  if (origin === null || !URL.canParse(origin)) return false;
  return new URL(origin).host === url.host;
}

/** A socket that is closing throws; its page resumes by revision when it comes back. */
function sendAll(socket: WebSocket, messages: readonly string[]): void {
  if (socket.readyState !== WebSocket.OPEN) return;
  for (const message of messages) socket.send(message);
}

function parsePageMessage(message: string): PageMessage | undefined {
  try {
    return PageMessage.safeParse(JSON.parse(message)).data;
  } catch {
    // Not JSON: no client of ours sent it, and it concerns nobody else.
    return undefined;
  }
}
