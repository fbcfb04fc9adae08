import { readPart, type RevisionPart, type RevisionTracker } from "./revisionTracker.ts";

/** React refreshes 16 ms after the last module of an update; later than that it will not. */
const REFRESH_WAIT_MS = 40;

interface HotContext {
  on(event: "vite:afterUpdate", listener: (payload: unknown) => void): void;
}

interface ReactRefreshHooks {
  /** Set by React's refresh runtime in development. */
  __registerBeforePerformReactRefresh?: (hook: () => void) => void;
}

/**
 * Tells which revision is on the screen: after the page's first paint, and after each update was
 * applied by Vite, refreshed by React and painted by the browser.
 */
export class PaintReporter {
  readonly #revisions: RevisionTracker;
  readonly #report: (rev: number) => void;
  #reported = -1;
  /** The newest revision that Vite was handed a change of the page for. */
  #handed = -1;
  #hasRefreshHook = false;
  #onRefresh: (() => void) | undefined;

  constructor(revisions: RevisionTracker, report: (rev: number) => void) {
    this.#revisions = revisions;
    this.#report = report;
  }

  start(): void {
    const rev = this.#revisions.received;
    this.#revisions.onPart((part) => this.#onPart(part));
    addEventListener("load", () => {
      void this.#listenToVite();
      void painted().then(() => this.#tell(rev));
    });
  }

  async #listenToVite(): Promise<void> {
    try {
      const client: { createHotContext(owner: string): HotContext } = await import(
        /* @vite-ignore */ new URL("/@vite/client", location.href).href
      );
      const hot = client.createHotContext("/__studio/client.js");
      hot.on("vite:afterUpdate", (payload) => void this.#onApplied(payload));
      // Vite may have applied some before anyone listened.
      const { received } = this.#revisions;
      await this.#refreshed();
      await painted();
      this.#tell(received);
    } catch {
      // A page without Vite's client has no updates to report.
    }
  }

  /** A revision without an update (a new asset, a custom event) is on the screen as it comes. */
  #onPart({ type, studio: { rev, left } }: RevisionPart): void {
    // A reload is reported by the page it makes; an error shows what was painted before.
    if (type === "update" || type === "full-reload" || type === "error") this.#handed = rev;
    if (left === 0 && this.#handed <= this.#reported) void painted().then(() => this.#tell(rev));
  }

  async #onApplied(update: unknown): Promise<void> {
    const tag = readPart(update)?.studio;
    if (tag === undefined || tag.left > 0) return;
    await this.#refreshed();
    await painted();
    this.#tell(tag.rev);
  }

  /** Resolves when React has committed the update, or soon when it takes no part in it. */
  #refreshed(): Promise<void> {
    const hooks = window as ReactRefreshHooks;
    if (hooks.__registerBeforePerformReactRefresh === undefined) return Promise.resolve();
    if (!this.#hasRefreshHook) {
      this.#hasRefreshHook = true;
      hooks.__registerBeforePerformReactRefresh(() => this.#onRefresh?.());
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, REFRESH_WAIT_MS);
    this.#onRefresh = () => {
      clearTimeout(timer);
      // The hook runs just before the refresh, which is over in the next task.
      setTimeout(resolve, 0);
    };
    return promise;
  }

  #tell(rev: number): void {
    if (rev <= this.#reported) return;
    this.#reported = rev;
    this.#report(rev);
  }
}

/** The next frame has been drawn. A hidden page draws none, and so reports nothing. */
function painted(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
  return promise;
}
