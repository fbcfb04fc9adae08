import WebSocket from "ws";

export interface ListenerTarget {
  readonly url: string;
  /** The Host header; the origin is of the same host. */
  readonly host: string;
}

/** Opened at a time: a server's backlog is not what is measured. */
const BATCH = 100;
const WAIT_MS = 60_000;

/** Many sockets that wait for updates, as pages do. */
export class Listeners implements Disposable {
  readonly #sockets: readonly WebSocket[];
  #onUpdate: () => void = () => undefined;

  /** Opens as many as can be: the count tells how far the descriptors of this machine reach. */
  static async open(count: number, target: (n: number) => ListenerTarget): Promise<Listeners> {
    const sockets: WebSocket[] = [];
    for (let at = 0; at < count; at += BATCH) {
      const size = Math.min(BATCH, count - at);
      const opened = await Promise.all(
        Array.from({ length: size }, (_, i) => openSocket(target(at + i))),
      );
      sockets.push(...opened.filter((socket) => socket !== undefined));
      if (opened.includes(undefined)) break;
    }
    return new Listeners(sockets);
  }

  private constructor(sockets: readonly WebSocket[]) {
    this.#sockets = sockets;
    for (const socket of sockets) {
      socket.on("message", (data) => {
        if (data instanceof Buffer && data.includes('"update"')) this.#onUpdate();
      });
    }
  }

  get count(): number {
    return this.#sockets.length;
  }

  /** Resolves with the time each socket got the next update at. */
  nextUpdates(): Promise<readonly number[]> {
    const { promise, resolve, reject } = Promise.withResolvers<readonly number[]>();
    const times: number[] = [];
    const timer = setTimeout(() => {
      reject(new Error(`${times.length} of ${this.count} sockets got the update`));
    }, WAIT_MS);
    this.#onUpdate = () => {
      times.push(performance.now());
      if (times.length < this.count) return;
      clearTimeout(timer);
      resolve(times);
    };
    return promise;
  }

  sendFromFirst(message: string): void {
    this.#sockets[0]?.send(message);
  }

  [Symbol.dispose](): void {
    for (const socket of this.#sockets) socket.terminate();
  }
}

function openSocket({ url, host }: ListenerTarget): Promise<WebSocket | undefined> {
  const { promise, resolve } = Promise.withResolvers<WebSocket | undefined>();
  const socket = new WebSocket(url, "vite-hmr", {
    headers: { host, origin: `http://${host}` },
    perMessageDeflate: false,
  });
  socket.on("open", () => resolve(socket));
  socket.on("error", () => resolve(undefined));
  return promise;
}
