import type { ShellPipeConnection, ShellPipe } from "../../common/contracts/shellPipe.ts";

/**
 * Gives the preload pipe the shape of the `WebSocket` class that tRPC's client constructs. Only
 * the members that client uses are there, hence the one cast.
 */
export function pipeSocket(pipe: ShellPipe): typeof WebSocket {
  class PipeSocket extends EventTarget {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;

    readyState: number = PipeSocket.CONNECTING;
    binaryType = "arraybuffer";
    readonly #end: ShellPipeConnection;

    constructor() {
      super();
      this.#end = pipe.open(
        (data) => this.dispatchEvent(new MessageEvent("message", { data })),
        () => this.#closed(),
      );
      // A microtask would fire before tRPC has added its listeners.
      setTimeout(() => {
        if (this.readyState !== PipeSocket.CONNECTING) return;
        this.readyState = PipeSocket.OPEN;
        this.dispatchEvent(new Event("open"));
      });
    }

    send(frame: string): void {
      this.#end.send(frame);
    }

    close(): void {
      this.#end.close();
      this.#closed();
    }

    #closed(): void {
      if (this.readyState === PipeSocket.CLOSED) return;
      this.readyState = PipeSocket.CLOSED;
      this.dispatchEvent(new CloseEvent("close"));
    }
  }
  return PipeSocket as unknown as typeof WebSocket;
}
