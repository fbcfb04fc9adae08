import type { AgentNote } from "../../../../common/apps/bridge.ts";

/**
 * Tells the embedding Studio that it may speak, and takes the one port it sends. Only the parent
 * window and only the allowed origin are heard; the app sees neither message nor port.
 */
export function acceptStudio(studio: string, accept: (port: MessagePort) => void): void {
  const { parent } = window;
  const listener = (event: MessageEvent<unknown>): void => {
    if (!isHello(event.data)) return;
    event.stopImmediatePropagation();
    const [port] = event.ports;
    if (event.source !== parent || event.origin !== studio || port === undefined) return;
    removeEventListener("message", listener, true);
    // Whoever speaks after that has nothing to hand over, and is not to be seen by the app either.
    addEventListener("message", hide, true);
    accept(port);
  };
  addEventListener("message", listener, true);
  const note: AgentNote = { type: "studio:agent" };
  parent.postMessage(note, studio);
}

function hide(event: MessageEvent<unknown>): void {
  if (isHello(event.data)) event.stopImmediatePropagation();
}

function isHello(data: unknown): boolean {
  return (
    typeof data === "object" && data !== null && "type" in data && data.type === "studio:hello"
  );
}
