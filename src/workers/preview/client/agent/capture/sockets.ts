import type { NetworkEvent } from "../../../../../common/apps/pageCapture.ts";
import type { Outbox } from "../outbox.ts";
import { nativeProxy } from "./nativeProxy.ts";

type SocketEvent = Extract<NetworkEvent, { step: "socket" }>["event"];

const MAX_FRAME = 10_000;
const MAX_URL = 8000;
/** Vite's own connection is not the app's. */
const OURS = ["vite-hmr", "vite-ping"];

/** Records the app's sockets and their frames. */
export function captureSockets(outbox: Outbox): void {
  const ids = new WeakMap<WebSocket, string>();
  let last = 0;
  const note = (
    socket: WebSocket,
    event: SocketEvent,
    frame: { data: string | null; size: number },
  ): void => {
    const id = ids.get(socket);
    if (id === undefined || !outbox.hasRoom) return;
    const url = socket.url.slice(0, MAX_URL);
    outbox.send({
      type: "network",
      event: { step: "socket", id, url, event, ...frame, at: Date.now() },
    });
  };
  const watch = (socket: WebSocket): void => {
    ids.set(socket, `w${(last += 1)}`);
    note(socket, "connecting", NOTHING);
    socket.addEventListener("open", () => outbox.guard(() => note(socket, "open", NOTHING)));
    socket.addEventListener("error", () => outbox.guard(() => note(socket, "error", NOTHING)));
    socket.addEventListener("message", ({ data }) =>
      outbox.guard(() => note(socket, "received", frameOf(data))),
    );
    socket.addEventListener("close", ({ code, reason }) =>
      outbox.guard(() => note(socket, "closed", { data: reason, size: code })),
    );
  };
  window.WebSocket = new Proxy(window.WebSocket, {
    construct(target, parameters: [string | URL, (string | string[])?], newTarget) {
      const socket: object = Reflect.construct(target, parameters, newTarget);
      const isOurs = [parameters[1]].flat().some((protocol) => OURS.includes(String(protocol)));
      if (!isOurs && socket instanceof WebSocket) outbox.guard(() => watch(socket));
      return socket;
    },
  });
  // Called with the receiver the app gives.
  // oxlint-disable-next-line typescript/unbound-method
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = nativeProxy(send, ({ self, args }) => {
    Reflect.apply(send, self, args);
    if (self instanceof WebSocket) outbox.guard(() => note(self, "sent", frameOf(args[0])));
  });
}

const NOTHING = { data: null, size: 0 };

function frameOf(data: unknown): { data: string | null; size: number } {
  if (typeof data === "string") return { data: data.slice(0, MAX_FRAME), size: data.length };
  if (data instanceof Blob) return { data: null, size: data.size };
  if (data instanceof ArrayBuffer || ArrayBuffer.isView(data))
    return { data: null, size: data.byteLength };
  return NOTHING;
}
