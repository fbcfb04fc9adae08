import { Agent, request } from "node:http";
import { EDGE_HEADERS } from "../../common/apps/edgeWire.ts";

export interface Watched {
  readonly port: number;
  readonly token: string;
  readonly everyMs: number;
  /** No answer for that long is a hang. */
  readonly hangMs: number;
  /** It was started and does not serve yet, so its silence is no hang. */
  readonly isStarting: () => boolean;
  readonly onHang: () => void;
  /** Nothing listens for so long that no restart can be under way. */
  readonly onGone: () => void;
}

const GONE_MS = 30_000;
/** Our own loop was held up that long: then the silence proves nothing. */
const OWN_DELAY_MS = 250;

/**
 * Asks a workerd process for signs of life. Its scripts share one thread, and
 * the open-source runtime has no limit on their time, so a hang is only seen from outside.
 */
export class Watchdog implements Disposable {
  readonly #watched: Watched;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #lastAnswer = Date.now();
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(watched: Watched) {
    this.#watched = watched;
    void this.#ask();
  }

  [Symbol.dispose](): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#agent.destroy();
  }

  async #ask(): Promise<void> {
    const { isStarting } = this.#watched;
    const wasStarting = isStarting();
    const outcome = await this.#ping();
    if (this.#stopped) return;
    if (outcome === "answered") this.#lastAnswer = Date.now();
    if (outcome === "silent" && !wasStarting && !isStarting()) {
      this.#watched.onHang();
      this.#lastAnswer = Date.now();
    }
    if (Date.now() - this.#lastAnswer > GONE_MS) {
      this.#watched.onGone();
      this.#lastAnswer = Date.now();
    }
    this.#timer = setTimeout(() => void this.#ask(), this.#watched.everyMs);
  }

  #ping(): Promise<"answered" | "silent" | "refused"> {
    const { port, token, hangMs } = this.#watched;
    const { promise, resolve } = Promise.withResolvers<"answered" | "silent" | "refused">();
    const headers = { [EDGE_HEADERS.token]: token };
    const ping = request({ host: "127.0.0.1", port, path: "/ping", headers, agent: this.#agent });
    const due = Date.now() + hangMs;
    const timer = setTimeout(() => {
      resolve(Date.now() - due > OWN_DELAY_MS ? "refused" : "silent");
      ping.destroy();
    }, hangMs);
    ping.on("response", (response) => {
      response.resume();
      response.on("end", () => resolve("answered"));
    });
    ping.on("error", () => resolve("refused"));
    ping.end();
    return promise.finally(() => clearTimeout(timer));
  }
}
