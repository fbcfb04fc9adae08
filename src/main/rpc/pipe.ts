import { EventEmitter } from "node:events";
import { type HostToShell, type ShellPort, ShellToHost } from "../../common/contracts/shellPipe.ts";
import type { AttachSocket, RpcSocket } from "./socket.ts";

const OPEN = 1;
const CLOSED = 3;

/** Dresses one pipe of the shell as the part of a `ws` socket that tRPC uses. */
class PipeSocket extends EventEmitter implements RpcSocket {
  readyState = OPEN;
  readonly #post: (frame: string) => void;
  readonly #onClosed: () => void;

  constructor(post: (frame: string) => void, onClosed: () => void) {
    super();
    this.#post = post;
    this.#onClosed = onClosed;
  }

  /** A frame from the page. */
  receive(frame: string): void {
    if (this.readyState === OPEN) this.emit("message", Buffer.from(frame), false);
  }

  send(frame: string): void {
    if (this.readyState === OPEN) this.#post(frame);
  }

  close(): void {
    if (this.readyState !== OPEN) return;
    this.readyState = CLOSED;
    this.#onClosed();
    this.emit("close");
  }

  terminate(): void {
    this.close();
  }
}

/**
 * Serves every pipe that the shell opens over its port. `onStop` is called when the shell asks
 * the host to end. Disposing closes all pipes.
 */
export function servePipe(
  port: ShellPort,
  attach: AttachSocket,
  onStop: () => void = () => undefined,
): Disposable {
  const sockets = new Map<number, PipeSocket>();
  const post = (message: HostToShell): void => port.postMessage(message);

  function open(pipe: number): void {
    const socket = new PipeSocket(
      (frame) => post({ type: "frame", pipe, frame }),
      () => {
        sockets.delete(pipe);
        post({ type: "close", pipe });
      },
    );
    sockets.set(pipe, socket);
    attach(socket);
  }

  function deliver(pipe: number, frame: string): void {
    const socket = sockets.get(pipe);
    if (socket !== undefined) socket.receive(frame);
    // Of an earlier host, or opened before this one listened: the page must connect anew.
    else post({ type: "close", pipe });
  }

  function receive({ data }: { readonly data: unknown }): void {
    const message = ShellToHost.safeParse(data).data;
    if (message?.type === "open") open(message.pipe);
    if (message?.type === "frame") deliver(message.pipe, message.frame);
    if (message?.type === "close") sockets.get(message.pipe)?.close();
    if (message?.type === "stop") onStop();
  }

  port.on("message", receive);
  return {
    [Symbol.dispose]() {
      port.off("message", receive);
      for (const socket of sockets.values()) socket.close();
    },
  };
}
