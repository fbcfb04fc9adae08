import type { Page } from "@playwright/test";

/**
 * Calls one query of the host from inside the page, over a connection of its own: a WebSocket in a
 * browser, the preload's pipe in Electron. For what no view shows; a test of a view clicks.
 */
export function query(page: Page, path: string): Promise<unknown> {
  return page.evaluate(callHost, path);
}

function callHost(path: string): Promise<unknown> {
  const { studioPipe } = globalThis as unknown as {
    studioPipe?: {
      open(
        onFrame: (frame: string) => void,
        onClose: () => void,
      ): { send(frame: string): void; close(): void };
    };
  };
  const frame = JSON.stringify({ id: 1, method: "query", params: { path } });
  return new Promise((resolve, reject) => {
    const receive = (text: string): void => {
      const answer = JSON.parse(text) as { result?: { data: unknown }; error?: unknown };
      if (answer.result === undefined) reject(new Error(text));
      else resolve(answer.result.data);
      connection.close();
    };
    const lost = (): void => reject(new Error("The connection closed"));
    const connection = studioPipe === undefined ? overSocket() : studioPipe.open(receive, lost);
    connection.send(frame);

    function overSocket(): { send(frame: string): void; close(): void } {
      const socket = new WebSocket(`ws://${location.host}/rpc`);
      socket.addEventListener("message", ({ data }) => receive(String(data)));
      socket.addEventListener("close", lost);
      return {
        send: (text) => socket.addEventListener("open", () => socket.send(text)),
        close: () => socket.close(),
      };
    }
  });
}
