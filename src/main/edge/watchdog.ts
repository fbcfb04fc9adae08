import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { EDGE_HEADERS } from "../../common/apps/edgeWire.ts";
import { processUse } from "./processTable.ts";

export interface Watched {
  readonly port: number;
  readonly token: string;
  readonly pid: () => number;
  readonly everyMs: number;
  /** No answer for that long is a hang, when the process had the processor meanwhile. */
  readonly hangMs: number;
  /** It was started and does not serve yet, so its silence is no hang. */
  readonly isStarting: () => boolean;
  /** `grownBytes` is what its memory grew by while it was silent. */
  readonly onHang: (grownBytes: number) => void;
  /** Nothing listens for so long that no restart can be under way. */
  readonly onGone: () => void;
}

const GONE_MS = 30_000;
/** A process that computes for so long without answering is not waiting for its turn. */
const BUSY_CPU_MS = 200;
/** Silent for so many times the limit, it hangs although it does not compute. */
const PATIENCE = 8;
const LOOK_EVERY_MS = 100;

/**
 * Asks a workerd process for signs of life. Its scripts share one thread, and the open-source
 * runtime has no limit on their time, so a hang is only seen from outside. On a busy machine a
 * healthy process is silent too, because it gets no turn: then it uses no processor time either.
 */
export class Watchdog implements Disposable {
  readonly #watched: Watched;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #stop = new AbortController();
  #lastAnswer = Date.now();

  constructor(watched: Watched) {
    this.#watched = watched;
    void this.#watch();
  }

  [Symbol.dispose](): void {
    this.#stop.abort();
    this.#agent.destroy();
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stop;
    const { everyMs, onGone } = this.#watched;
    while (!signal.aborted) {
      await this.#ask();
      if (Date.now() - this.#lastAnswer > GONE_MS && !signal.aborted) {
        onGone();
        this.#lastAnswer = Date.now();
      }
      await wait(everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #ask(): Promise<void> {
    const { hangMs, onHang, isStarting } = this.#watched;
    const answer = new AbortController();
    const pinged = this.#ping(answer.signal).then((outcome) => {
      if (outcome === "answered") this.#lastAnswer = Date.now();
      answer.abort();
    });
    const wasStarting = isStarting();
    const grown = await this.#growthOfHung(answer.signal, hangMs);
    const isOver = answer.signal.aborted || this.#stop.signal.aborted;
    if (grown !== undefined && !isOver && !wasStarting && !isStarting()) onHang(grown);
    answer.abort();
    await pinged;
  }

  /** Undefined when it answered or is gone. */
  async #growthOfHung(answered: AbortSignal, hangMs: number): Promise<number | undefined> {
    if (await isAborted(answered, hangMs * 0.4)) return undefined;
    const start = Date.now() - hangMs * 0.4;
    const before = await processUse(this.#watched.pid());
    while (!(await isAborted(answered, LOOK_EVERY_MS))) {
      const silence = Date.now() - start;
      const after = await processUse(this.#watched.pid());
      const cpuMs = (after?.cpuMs ?? Infinity) - (before?.cpuMs ?? 0);
      const isBusy = silence >= hangMs && cpuMs >= BUSY_CPU_MS;
      if (isBusy || silence >= hangMs * PATIENCE) return (after?.bytes ?? 0) - (before?.bytes ?? 0);
    }
    return undefined;
  }

  /** Ends with the signal at the latest. */
  #ping(signal: AbortSignal): Promise<"answered" | "refused"> {
    const { port, token } = this.#watched;
    const headers = { [EDGE_HEADERS.token]: token };
    const options = { host: "127.0.0.1", port, path: "/ping", headers, agent: this.#agent, signal };
    return new Promise((resolve) => {
      const ping = request(options, (response) => {
        response.resume();
        response.on("end", () => resolve("answered"));
        response.on("error", () => resolve("refused"));
      });
      ping.on("error", () => resolve("refused"));
      ping.end();
    });
  }
}

async function isAborted(signal: AbortSignal, withinMs: number): Promise<boolean> {
  await wait(withinMs, undefined, { signal }).catch(() => undefined);
  return signal.aborted;
}
