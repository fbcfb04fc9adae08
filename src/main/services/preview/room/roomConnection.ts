import type { ClientOptions, RawData } from "ws";
import WebSocket from "ws";
import {
  type Blob,
  CLOSE_FENCED,
  type Committed,
  encodeCommit,
  type FromPage,
  type Need,
  type Pages,
  type Painted,
  PING,
  type Refused,
  ROOM_PATHS,
  type RoomToHost,
  type Welcome,
} from "../../../../common/apps/room.ts";
import { unreachable } from "../../../../common/base/assert.ts";
import { Emitter } from "../../../../common/base/event.ts";
import type { Log } from "../../../../common/base/log.ts";
import { problem } from "../../../../common/contracts/problem.ts";
import { commitParts, fitsSocket, type HostCommit, MAX_PART_BYTES } from "./commitParts.ts";
import { parseBodies, parseCommitAnswer, parseHashes, parseRoomMessage } from "./roomMessages.ts";
import { postToRoom, type RoomAddress, roomHeaders } from "./roomRequest.ts";

export interface RoomConnectionOptions extends RoomAddress {
  readonly log: Log;
}

export interface RoomClosed {
  readonly reason: string;
  readonly retryInMs: number;
}

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5000;
const PING_MS = 15_000;
const SILENCE_MS = 2 * PING_MS + 5000;
const HANDSHAKE_MS = 10_000;
const CLOSE_MS = 300;
const ANSWER_MS = 30_000;
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
const HASHES_PER_REQUEST = 900;

interface PendingCommit {
  readonly resolve: (answer: Committed | Refused) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The host's end of an app's room. Connects again by itself, but never sends anything again: after
 * each `onWelcome` the caller compares what the room serves with what it has, and pushes the
 * difference. Fenced by a newer host it stays away until {@link connect} is called.
 */
export class RoomConnection implements Disposable {
  readonly #options: RoomConnectionOptions;
  readonly #welcome = new Emitter<Welcome>();
  readonly #need = new Emitter<Need>();
  readonly #fromPage = new Emitter<FromPage>();
  readonly #painted = new Emitter<Painted>();
  readonly #pages = new Emitter<Pages>();
  readonly #closed = new Emitter<RoomClosed>();
  readonly #fenced = new Emitter<void>();
  readonly #pending = new Map<number, PendingCommit>();
  readonly #disposed = new AbortController();
  #socket: WebSocket | undefined;
  #epoch: number | undefined;
  #nextId = 1;
  #failures = 0;
  #lastHeardAt = 0;
  #retry: NodeJS.Timeout | undefined;
  #pings: NodeJS.Timeout | undefined;
  #lastCommit: Promise<unknown> = Promise.resolve();

  constructor(options: RoomConnectionOptions) {
    this.#options = options;
  }

  /** On each connection, first of all: the room's state and our turn. */
  readonly onWelcome = this.#welcome.on;
  /** A page waits for a path; answer with a commit that names it in `set` or `answers`. */
  readonly onNeed = this.#need.on;
  readonly onFromPage = this.#fromPage.on;
  readonly onPainted = this.#painted.on;
  readonly onPages = this.#pages.on;
  /** The connection is gone, or could not be made; it is tried again by itself. */
  readonly onClosed = this.#closed.on;
  /** A newer host took over. */
  readonly onFenced = this.#fenced.on;

  /** Has the room welcomed us, so that commits can be sent? */
  get isOpen(): boolean {
    return this.#epoch !== undefined;
  }

  /** Starts connecting, or takes the room back after being fenced. */
  connect(): void {
    if (this.#socket !== undefined || this.#disposed.signal.aborted) return;
    clearTimeout(this.#retry);
    const { address, log } = this.#options;
    const url = `${address.tls ? "wss" : "ws"}://${address.host}:${address.port}${ROOM_PATHS.host}`;
    const options: ClientOptions & { readonly closeTimeout: number } = {
      headers: roomHeaders(this.#options),
      handshakeTimeout: HANDSHAKE_MS,
      // A room that fences us closes the socket, but leaves the end of the connection to us.
      closeTimeout: CLOSE_MS,
      maxPayload: MAX_MESSAGE_BYTES,
      perMessageDeflate: false,
    };
    const socket = new WebSocket(url, options);
    this.#socket = socket;
    let failure = "the connection was closed";
    socket.on("message", (data, isBinary) => this.#receive(data, isBinary));
    socket.on("error", (error) => (failure = error.message));
    socket.on("close", (code, reason) => {
      log.info("room closed", { code, reason: reason.toString() || failure });
      this.#onClose(code, reason.toString() || failure);
    });
  }

  /**
   * Pushes a commit and resolves with the room's answer; commits are sent one after another.
   * Rejects with the problem `offline` when the room is not connected or the connection ends
   * before the answer: the room may then hold the commit or not, and the next welcome tells.
   */
  commit(commit: HostCommit): Promise<Committed | Refused> {
    const sent = this.#lastCommit.then(() => this.#send(commit));
    this.#lastCommit = sent.catch(() => undefined);
    return sent;
  }

  /** Those of the hashes whose bodies the store does not hold. Rejects with `offline`. */
  async missing(hashes: readonly string[]): Promise<readonly string[]> {
    const absent: string[] = [];
    for (let at = 0; at < hashes.length; at += HASHES_PER_REQUEST) {
      const asked = JSON.stringify(hashes.slice(at, at + HASHES_PER_REQUEST));
      const text = (await this.#post(ROOM_PATHS.missing, Buffer.from(asked))).toString("utf8");
      const answer = parseHashes(text);
      if (answer === undefined) throw offline("The room's answer cannot be read.", text);
      absent.push(...answer);
    }
    return absent;
  }

  /** The blobs of those hashes that the room can serve, with their bodies. Rejects with `offline`. */
  async bodies(hashes: readonly string[]): Promise<readonly Blob[]> {
    const found: Blob[] = [];
    let open: readonly string[] = hashes;
    while (open.length > 0) {
      const asked = open.slice(0, HASHES_PER_REQUEST);
      const frame = await this.#post(ROOM_PATHS.bodies, Buffer.from(JSON.stringify(asked)));
      const blobs = parseBodies(frame);
      if (blobs === undefined) throw offline("The room's answer cannot be read.", "not a commit");
      const arrived = blobs.filter(({ body }) => body !== null);
      found.push(...arrived);
      // An answer without any body would be the same when asked again.
      const unfit = arrived.length === 0 ? [] : blobs.filter(({ body }) => body === null);
      open = [...unfit.map(({ hash }) => hash), ...open.slice(HASHES_PER_REQUEST)];
    }
    return found;
  }

  [Symbol.dispose](): void {
    this.#disposed.abort();
    clearTimeout(this.#retry);
    this.#leave("the connection was ended");
    this.#socket?.close(1000);
  }

  async #send(commit: HostCommit): Promise<Committed | Refused> {
    const tooLarge = commit.blobs.find(({ body }) => (body?.byteLength ?? 0) > MAX_PART_BYTES);
    if (tooLarge !== undefined) return refusedAsTooLarge(tooLarge.hash);
    if (fitsSocket(commit)) return this.#sendOnSocket(commit);
    let answer: Committed | Refused | undefined;
    for (const part of commitParts(commit)) {
      answer = await this.#sendByPost(part);
      if (answer.type === "refused") break;
    }
    return answer ?? this.#sendOnSocket(commit);
  }

  #sendOnSocket(commit: HostCommit): Promise<Committed | Refused> {
    const { socket, epoch } = this.#turn();
    const id = this.#nextId++;
    const { promise, resolve, reject } = Promise.withResolvers<Committed | Refused>();
    const timer = setTimeout(() => socket.terminate(), ANSWER_MS);
    this.#pending.set(id, { resolve, reject });
    socket.send(encodeCommit({ ...commit, id, epoch }));
    return promise.finally(() => clearTimeout(timer));
  }

  async #sendByPost(commit: HostCommit): Promise<Committed | Refused> {
    const { epoch } = this.#turn();
    const frame = encodeCommit({ ...commit, id: this.#nextId++, epoch });
    const text = (await this.#post(ROOM_PATHS.commit, frame)).toString("utf8");
    const answer = parseCommitAnswer(text);
    if (answer === undefined) throw offline("The room's answer cannot be read.", text);
    return answer;
  }

  async #post(path: string, body: Uint8Array): Promise<Buffer> {
    const signal = AbortSignal.any([this.#disposed.signal, AbortSignal.timeout(ANSWER_MS)]);
    try {
      const answer = await postToRoom(this.#options, path, body, signal);
      if (answer.status === 200) return answer.body;
      const said = answer.body.toString("utf8").slice(0, 300);
      throw new Error(`The room answered ${answer.status}: ${said}`);
    } catch (error) {
      throw offline("The preview room could not be reached.", String(error));
    }
  }

  #turn(): { readonly socket: WebSocket; readonly epoch: number } {
    if (this.#socket === undefined || this.#epoch === undefined) {
      throw offline("The preview room is not connected.", "no welcome yet");
    }
    return { socket: this.#socket, epoch: this.#epoch };
  }

  #receive(data: RawData, isBinary: boolean): void {
    this.#lastHeardAt = Date.now();
    if (isBinary || !(data instanceof Buffer)) return;
    const message = parseRoomMessage(data.toString("utf8"));
    if (message !== undefined) this.#dispatch(message);
  }

  #dispatch(message: RoomToHost): void {
    switch (message.type) {
      case "welcome":
        return this.#onWelcome(message);
      case "committed":
      case "refused":
        return this.#onAnswer(message);
      case "need":
        return this.#need.fire(message);
      case "from-page":
        return this.#fromPage.fire(message);
      case "painted":
        return this.#painted.fire(message);
      case "pages":
        return this.#pages.fire(message);
      default:
        unreachable(message);
    }
  }

  #onWelcome(welcome: Welcome): void {
    this.#epoch = welcome.epoch;
    this.#failures = 0;
    this.#pings = setInterval(() => this.#ping(), PING_MS);
    const { epoch, rev, pages } = welcome;
    this.#options.log.info("room connected", { epoch, rev, pages });
    this.#welcome.fire(welcome);
  }

  #onAnswer(answer: Committed | Refused): void {
    const pending = this.#pending.get(answer.id);
    if (pending === undefined) {
      // A frame the room could not even read has no id: nobody else waits, sending is serial.
      if (answer.type === "refused") this.#failPending(answer.message);
      return;
    }
    this.#pending.delete(answer.id);
    pending.resolve(answer);
  }

  /** A machine that slept has a dead socket that looks open: silence ends it. */
  #ping(): void {
    if (Date.now() - this.#lastHeardAt > SILENCE_MS) this.#socket?.terminate();
    else this.#socket?.send(PING);
  }

  #onClose(code: number, reason: string): void {
    this.#socket = undefined;
    this.#leave(reason);
    if (this.#disposed.signal.aborted) return;
    if (code === CLOSE_FENCED) {
      this.#fenced.fire();
      return;
    }
    const retryInMs = retryDelay(this.#failures++);
    this.#retry = setTimeout(() => this.connect(), retryInMs);
    this.#closed.fire({ reason, retryInMs });
  }

  #leave(reason: string): void {
    this.#epoch = undefined;
    clearInterval(this.#pings);
    this.#failPending(reason);
  }

  #failPending(reason: string): void {
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) {
      reject(offline("The connection to the preview room ended before it answered.", reason));
    }
  }
}

/** Doubles, with some chance in it: many apps must not all come back in the same instant. */
function retryDelay(failures: number): number {
  const delay = Math.min(FIRST_RETRY_MS * 2 ** failures, LAST_RETRY_MS);
  return Math.round(delay * (0.75 + Math.random() / 2));
}

function offline(message: string, details: string): Error {
  return problem("offline", message, {
    next: "It is tried again by itself; what is on disk is safe.",
    details,
  });
}

function refusedAsTooLarge(hash: string): Refused {
  return {
    type: "refused",
    id: 0,
    reason: "storage",
    hashes: [hash],
    message: "A file is larger than 24 MB, which is the most a preview can serve.",
  };
}
