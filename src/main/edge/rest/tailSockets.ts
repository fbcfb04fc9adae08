import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import type { Tail, TailHub } from "../tailHub.ts";
import type { Guard } from "./guard.ts";
import { RestError } from "./restError.ts";
import { TAIL_PATH } from "./tailRoutes.ts";

/** More than this waiting to be sent means that the listener does not read: events are dropped. */
const MAX_BUFFERED = 4 * 1024 * 1024;

/** The WebSockets of tails. A script is watched as long as one of its sockets is open. */
export class TailSockets implements Disposable {
  readonly #hub: TailHub;
  readonly #guard: Guard;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: 1024,
    handleProtocols: (offered) => (offered.has("trace-v1") ? "trace-v1" : false),
  });

  constructor(hub: TailHub, guard: Guard) {
    this.#hub = hub;
    this.#guard = guard;
  }

  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    try {
      this.#guard.check(request.headers);
      const tail = this.#tailOf(request.url ?? "");
      this.#server.handleUpgrade(request, socket, head, (open) => this.#serve(open, tail));
    } catch (error) {
      const status = error instanceof RestError ? error.status : 500;
      socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    }
  }

  [Symbol.dispose](): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #tailOf(url: string): Tail {
    const tail = url.startsWith(TAIL_PATH) ? this.#hub.get(url.slice(TAIL_PATH.length)) : undefined;
    if (tail === undefined) throw new RestError(404, 10057, "Tail not found.");
    return tail;
  }

  #serve(socket: WebSocket, tail: Tail): void {
    const stop = this.#hub.listen(tail.key, (event) => {
      if (socket.bufferedAmount < MAX_BUFFERED) socket.send(JSON.stringify(event));
    });
    socket.on("close", stop);
    socket.on("error", () => socket.terminate());
  }
}
