import { CLOSE_FENCED, type RoomToHost } from "../../common/apps/room.ts";
import * as z from "zod/mini";
import type { RoomStorage } from "./roomStorage.ts";

const HOST = "host";
const Attachment = z.object({ epoch: z.int() });

/** The host's end: one at a time, the newest wins. */
export class HostSockets {
  readonly #ctx: DurableObjectState;
  readonly #storage: RoomStorage;

  constructor(ctx: DurableObjectState, storage: RoomStorage) {
    this.#ctx = ctx;
    this.#storage = storage;
  }

  get isHere(): boolean {
    return this.#current() !== undefined;
  }

  /** Gives the newcomer its turn and closes whoever served before. */
  accept(pages: number): Response {
    const epoch = this.#storage.nextEpoch();
    for (const older of this.#ctx.getWebSockets(HOST)) {
      older.close(CLOSE_FENCED, "A newer Studio serves this app");
    }
    const { 0: client, 1: server } = new WebSocketPair();
    this.#ctx.acceptWebSocket(server, [HOST]);
    server.serializeAttachment({ epoch });
    const { rev, manifest, blobs } = this.#storage;
    this.#send(server, {
      type: "welcome",
      epoch,
      rev,
      manifest: [...manifest].map(([path, { hash, t }]) => [path, hash, t]),
      blobs: [...blobs.keys()],
      pages,
    });
    return new Response(null, { status: 101, webSocket: client });
  }

  owns(socket: WebSocket): boolean {
    return this.#ctx.getTags(socket).includes(HOST);
  }

  /** Sends to the host of this turn; drops the message when none is here. */
  tell(message: RoomToHost): void {
    const socket = this.#current();
    if (socket !== undefined) this.#send(socket, message);
  }

  answer(socket: WebSocket, message: RoomToHost): void {
    this.#send(socket, message);
  }

  #current(): WebSocket | undefined {
    return this.#ctx.getWebSockets(HOST).find((socket) => {
      const { data } = Attachment.safeParse(socket.deserializeAttachment());
      return data?.epoch === this.#storage.epoch && socket.readyState === WebSocket.OPEN;
    });
  }

  #send(socket: WebSocket, message: RoomToHost): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }
}
