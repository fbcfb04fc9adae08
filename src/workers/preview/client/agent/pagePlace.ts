import type { Outbox } from "./outbox.ts";

const SCROLL_NOTE_MS = 60;
/** How long a scroll that Studio asked for may go on; its steps are not told back. */
const ECHO_MS = 250;

/** Tells where the page is, and puts it elsewhere. */
export class PagePlace {
  readonly #outbox: Outbox;
  #isDue = false;
  #quietUntil = 0;

  constructor(outbox: Outbox) {
    this.#outbox = outbox;
  }

  start(): void {
    const routed = (): void => {
      if (this.#isDue) return;
      this.#isDue = true;
      setTimeout(() => this.#tell(), SCROLL_NOTE_MS);
    };
    const scrolled = (): void => {
      if (performance.now() >= this.#quietUntil) routed();
    };
    addEventListener("scroll", scrolled, { passive: true });
    addEventListener("popstate", routed);
    addEventListener("hashchange", routed);
    window.navigation?.addEventListener("currententrychange", routed);
    routed();
  }

  scrollTo(x: number, y: number): void {
    this.#quietUntil = performance.now() + ECHO_MS;
    scrollTo({ left: x, top: y, behavior: "instant" });
  }

  #tell(): void {
    this.#isDue = false;
    const path = (location.pathname + location.search + location.hash).slice(0, 4096);
    this.#outbox.send({ type: "place", path, x: scrollX, y: scrollY });
  }
}
