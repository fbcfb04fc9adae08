import type { NetworkEvent, RequestTiming } from "../../../../../common/apps/pageCapture.ts";
import { STUDIO_PREFIX } from "../../../../../common/apps/room.ts";
import type { Outbox } from "../outbox.ts";

interface Entry {
  readonly start: number;
  readonly transferred: number;
  readonly timing: RequestTiming;
}

const MAX_KEPT = 200;
const MAX_URL = 8000;
/** Requests that are told of by their own capture. */
const CAPTURED: ReadonlySet<string> = new Set(["fetch", "xmlhttprequest", "beacon"]);

/** What the browser measured of requests, and those that only it knows of. */
export class Timings {
  readonly #outbox: Outbox;
  readonly #kept = new Map<string, Entry[]>();

  constructor(outbox: Outbox) {
    this.#outbox = outbox;
  }

  start(): void {
    const observer = new PerformanceObserver((list) => {
      this.#outbox.guard(() => {
        for (const entry of list.getEntries()) {
          if (entry instanceof PerformanceResourceTiming) this.#take(entry);
        }
      });
    });
    observer.observe({ type: "resource", buffered: true });
  }

  /** The times of the request to this address that began at or after `start`. */
  take(url: string, start: number): Entry | undefined {
    const entries = this.#kept.get(withoutHash(url)) ?? [];
    const at = entries.findIndex((entry) => entry.start >= start - 1);
    return at === -1 ? undefined : entries.splice(at, 1)[0];
  }

  #take(entry: PerformanceResourceTiming): void {
    if (CAPTURED.has(entry.initiatorType)) return this.#keep(entry);
    if (URL.parse(entry.name)?.pathname.startsWith(STUDIO_PREFIX) === true) return;
    const event: NetworkEvent = {
      step: "resource",
      url: entry.name.slice(0, MAX_URL),
      initiator: entry.initiatorType,
      status: entry.responseStatus,
      size: entry.decodedBodySize,
      transferred: entry.transferSize,
      ms: entry.duration,
      timing: timingOf(entry),
      at: performance.timeOrigin + entry.startTime,
    };
    this.#outbox.send({ type: "network", event });
  }

  #keep(entry: PerformanceResourceTiming): void {
    const { name, startTime: start, transferSize: transferred } = entry;
    const entries = this.#kept.get(name) ?? [];
    entries.push({ start, transferred, timing: timingOf(entry) });
    this.#kept.set(name, entries.slice(-20));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}

function timingOf(entry: PerformanceResourceTiming): RequestTiming {
  const { startTime, domainLookupStart, domainLookupEnd, connectStart, connectEnd } = entry;
  const { requestStart, responseStart, responseEnd } = entry;
  return {
    queued: span(startTime, domainLookupStart || requestStart),
    dns: span(domainLookupStart, domainLookupEnd),
    connect: span(connectStart, connectEnd),
    wait: span(requestStart, responseStart),
    download: span(responseStart, responseEnd),
  };
}

/** A time of 0 was not told. */
function span(from: number, to: number): number {
  return from === 0 || to === 0 ? 0 : Math.max(0, to - from);
}

function withoutHash(url: string): string {
  return url.split("#", 1)[0] ?? url;
}
