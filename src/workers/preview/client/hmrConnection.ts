import { type PageToRoom, ROOM_PATHS } from "../../../common/apps/room.ts";
import { HmrSocket } from "./hmrSocket.ts";
import type { RevisionTracker } from "./revisionTracker.ts";

const PROTOCOL = "vite-hmr";

export interface HmrConnection {
  /** Sends to the room once Vite's client has connected. */
  send(message: PageToRoom): void;
}

/** Gives Vite's client a socket that survives; every other socket of the page stays native. */
export function keepHmrConnected(revisions: RevisionTracker): HmrConnection {
  const Native = window.WebSocket;
  const early: PageToRoom[] = [];
  let socket: HmrSocket | undefined;
  window.WebSocket = new Proxy(Native, {
    construct(target, parameters: [string | URL, (string | string[])?], newTarget) {
      const [url, protocols] = parameters;
      if (!isHmr(url, protocols)) return Reflect.construct(target, parameters, newTarget);
      socket = new HmrSocket(target, String(url), { protocol: PROTOCOL, revisions });
      for (const message of early.splice(0)) socket.send(JSON.stringify(message));
      return socket;
    },
  });
  return {
    send(message) {
      if (socket === undefined) early.push(message);
      else socket.send(JSON.stringify(message));
    },
  };
}

function isHmr(address: string | URL, protocols: string | string[] | undefined): boolean {
  if (![protocols].flat().includes(PROTOCOL)) return false;
  const url = new URL(address, location.href);
  return url.host === location.host && url.pathname === ROOM_PATHS.pages;
}
