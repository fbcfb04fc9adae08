import type { HotChannel, HotChannelClient, HotPayload } from "vite";

type Handler = (data: unknown, client: HotChannelClient) => void;

/**
 * The channel Vite's client environment sends its HMR payloads through. Instead of sockets it
 * has one owner, who passes payloads on with the commit that holds their modules.
 */
export class PageChannel implements HotChannel {
  readonly #handlers = new Map<string, Set<Handler>>();
  readonly #onPayload: (payload: HotPayload) => void;
  readonly #onListen: () => void;

  constructor(onPayload: (payload: HotPayload) => void, onListen: () => void) {
    this.#onPayload = onPayload;
    this.#onListen = onListen;
  }

  send(payload: HotPayload): void {
    this.#onPayload(payload);
  }

  on(event: string, handler: Handler): void {
    const handlers = this.#handlers.get(event) ?? new Set();
    handlers.add(handler);
    this.#handlers.set(event, handlers);
  }

  off(event: string, handler: Handler): void {
    this.#handlers.get(event)?.delete(handler);
  }

  listen(): void {
    this.#onListen();
  }

  close(): void {
    this.#handlers.clear();
  }

  /** Hands a custom event of a page to Vite and its plugins. */
  receive(event: string, data: unknown): void {
    const client: HotChannelClient = { send: (payload: HotPayload) => this.send(payload) };
    for (const handler of this.#handlers.get(event) ?? []) handler(data, client);
  }
}
