import { MAX_PAGE_MESSAGE, PING, PONG } from "../../../common/apps/room.ts";
import { readPart, type RevisionTracker } from "./revisionTracker.ts";

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 3000;
const PING_MS = 10_000;
const PONG_MS = 4000;
const MAX_QUEUED = 100;

/**
 * A WebSocket as Vite's client sees it, that never closes. Behind it the connection is made again
 * as often as it takes, resuming at the page's revision: Vite would reload the page instead, and
 * throw away the state it holds. What was missed comes from the room's journal; when that does
 * not reach, the room asks for the one reload itself.
 */
export class HmrSocket extends EventTarget {
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  readonly url: string;
  readonly protocol: string;
  readonly #Native: typeof WebSocket;
  readonly #revisions: RevisionTracker;
  readonly #queue: string[] = [];
  #native: WebSocket | undefined;
  #wasOpen = false;
  #isClosed = false;
  #failures = 0;
  #heardAt = 0;
  #tickAt = Date.now();
  #probe: number | undefined;

  constructor(
    Native: typeof WebSocket,
    url: string,
    { protocol, revisions }: { protocol: string; revisions: RevisionTracker },
  ) {
    super();
    this.#Native = Native;
    this.#revisions = revisions;
    this.url = url;
    this.protocol = protocol;
    this.#connect();
    setInterval(() => this.#tick(), PING_MS);
    for (const event of ["online", "pageshow"]) addEventListener(event, () => this.#check());
    document.addEventListener("visibilitychange", () => this.#check());
  }

  get readyState(): number {
    if (this.#isClosed) return this.CLOSED;
    return this.#wasOpen ? this.OPEN : this.CONNECTING;
  }

  /** Sends, or keeps a bounded number of messages until the connection is back. */
  send(message: string): void {
    if (message === PING || message.length > MAX_PAGE_MESSAGE) return;
    if (this.#native?.readyState === this.OPEN) this.#native.send(message);
    else if (this.#queue.length < MAX_QUEUED) this.#queue.push(message);
  }

  close(): void {
    this.#isClosed = true;
    this.#native?.close();
    this.dispatchEvent(new CloseEvent("close", { code: 1000, wasClean: true }));
  }

  #connect(): void {
    if (this.#isClosed) return;
    const url = new URL(this.url);
    url.searchParams.set("rev", String(this.#revisions.received));
    const native = new this.#Native(url, this.protocol);
    this.#native = native;
    native.addEventListener("open", () => this.#onOpen(native));
    native.addEventListener("message", ({ data }) => {
      if (native === this.#native) this.#receive(data);
    });
    native.addEventListener("close", () => this.#onClose(native));
  }

  #onOpen(native: WebSocket): void {
    this.#failures = 0;
    this.#heardAt = Date.now();
    for (const message of this.#queue.splice(0)) native.send(message);
    if (this.#wasOpen) return;
    this.#wasOpen = true;
    this.dispatchEvent(new Event("open"));
  }

  #onClose(native: WebSocket): void {
    if (native !== this.#native) return;
    this.#native = undefined;
    const delay = Math.min(FIRST_RETRY_MS * 2 ** this.#failures, LAST_RETRY_MS);
    this.#failures += 1;
    setTimeout(() => this.#connect(), delay * (0.75 + Math.random() / 2));
  }

  #receive(data: unknown): void {
    this.#heardAt = Date.now();
    if (typeof data !== "string" || data === PONG) return;
    const part = readPart(JSON.parse(data));
    if (part?.type !== "studio:rev") this.dispatchEvent(new MessageEvent("message", { data }));
    if (part !== undefined) this.#revisions.take(part);
  }

  /** A timer that rings late means that the machine slept: the connection is likely dead. */
  #tick(): void {
    const now = Date.now();
    const slept = now - this.#tickAt > 2 * PING_MS;
    this.#tickAt = now;
    if (slept || now - this.#heardAt >= PING_MS) this.#check();
  }

  /** Asks for a sign of life, and connects anew when none comes. */
  #check(): void {
    const native = this.#native;
    if (native?.readyState !== this.OPEN || this.#probe !== undefined) return;
    const askedAt = Date.now();
    native.send(PING);
    this.#probe = window.setTimeout(() => {
      this.#probe = undefined;
      if (this.#heardAt >= askedAt || native !== this.#native) return;
      native.close();
      // A dead connection may take minutes to admit that it is closed.
      this.#onClose(native);
    }, PONG_MS);
  }
}
