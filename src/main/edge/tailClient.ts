import { WebSocket } from "ws";
import { z } from "zod";
import type { TailEvent } from "../../common/apps/edgeWire.ts";
import type { Log } from "../../common/base/log.ts";
import type { EdgeAddress } from "./edgeSupervisor.ts";

export interface TailOptions {
  /** Where the edge is now; resolves anew after it was started again. */
  readonly address: () => Promise<EdgeAddress>;
  readonly namespace: string;
  readonly script: string;
  readonly onEvent: (event: TailEvent) => void;
  readonly log: Log;
}

const RETRY_MS = 1_000;
const Created = z.object({ result: z.object({ url: z.string() }) });

/** Follows one script's logs as any client of the API may. Connects again until disposed of. */
export class TailClient implements Disposable {
  readonly #options: TailOptions;
  #socket: WebSocket | undefined;
  #retry: NodeJS.Timeout | undefined;
  #disposed = false;

  constructor(options: TailOptions) {
    this.#options = options;
    void this.#connect();
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    clearTimeout(this.#retry);
    this.#socket?.terminate();
  }

  async #connect(): Promise<void> {
    try {
      const address = await this.#options.address();
      const url = await this.#create(address);
      if (!this.#disposed) this.#listen(url, address.token);
    } catch (error) {
      this.#options.log.debug("no tail", { script: this.#options.script, error: String(error) });
      this.#again();
    }
  }

  async #create({ restUrl, token, accountId }: EdgeAddress): Promise<string> {
    const { namespace, script } = this.#options;
    const path = `/accounts/${accountId}/workers/dispatch/namespaces/${namespace}/scripts/${script}/tails`;
    const response = await fetch(restUrl + path, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok) throw new Error(`The edge refused a tail (${response.status}).`);
    return Created.parse(await response.json()).result.url;
  }

  #listen(url: string, token: string): void {
    const socket = new WebSocket(url, "trace-v1", {
      headers: { authorization: `Bearer ${token}` },
    });
    this.#socket = socket;
    socket.on("message", (data: Buffer) => {
      this.#options.onEvent(JSON.parse(data.toString()) as TailEvent);
    });
    // What follows an error is the close.
    socket.on("error", () => undefined);
    socket.on("close", () => this.#again());
  }

  #again(): void {
    if (this.#disposed) return;
    this.#retry = setTimeout(() => void this.#connect(), RETRY_MS);
  }
}
