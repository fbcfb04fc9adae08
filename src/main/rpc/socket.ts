import type { IncomingMessage } from "node:http";
import type { AnyRouter, inferRouterContext } from "@trpc/server";
import { getWSConnectionHandler, type WSSHandlerOptions } from "@trpc/server/adapters/ws";
import type { WebSocket } from "ws";

/** The part of a `ws` socket that tRPC's handler uses. `PipeSocket` is another one. */
export interface RpcSocket {
  readonly readyState: number;
  on(event: "message", listener: (data: Buffer, isBinary: boolean) => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  once(event: "close", listener: () => void): unknown;
  send(frame: string): void;
  close(): void;
  terminate(): void;
}

/** Serves the router on one connected socket until that closes. */
export type AttachSocket = (socket: RpcSocket) => void;

/** A client with more open calls than this in one frame is not ours. */
const MAX_BATCH = 100;

/** Returns a function that serves the router on anything shaped like a `ws` socket. */
export function serveSocket<TRouter extends AnyRouter>(
  router: TRouter,
  createContext: () => inferRouterContext<TRouter> | Promise<inferRouterContext<TRouter>>,
): AttachSocket {
  // The option `wss` is demanded by the type and read by `applyWSSHandler` alone.
  const options = { router, createContext, maxBatchSize: MAX_BATCH };
  const handle = getWSConnectionHandler(options as unknown as WSSHandlerOptions<TRouter>);
  // tRPC reads the request for connection parameters only; ours carry none.
  const request = { url: "/rpc", headers: {} } as IncomingMessage;
  return (socket) => handle(socket as WebSocket, request);
}
