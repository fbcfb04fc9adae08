/** The parts of a bridge that a page is led by. */
export interface LedPage {
  readonly scroll: (x: number, y: number) => void;
  readonly navigate: (path: string) => void;
}

interface Member extends LedPage {
  path: string | null;
  /** Until then what it reports is the effect of being led, not a person's doing. */
  ledUntil: number;
}

/** A page that was sent elsewhere may redirect, or scroll while it builds up. */
const LED_MS = 1500;
const SCROLLED_MS = 150;

/**
 * Keeps the pages of several viewports at the same route and scroll. Whichever the person uses
 * leads. A page that was just led does not lead: two that redirect to different places would send
 * each other back and forth for ever.
 */
export class PagesInStep {
  readonly #members = new Map<object, Member>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Adds a page until the returned function is called. */
  add(key: object, page: LedPage): () => void {
    this.#members.set(key, { ...page, path: null, ledUntil: 0 });
    return () => this.#members.delete(key);
  }

  /** A page tells where it is; without a scroll when it has just loaded. */
  placed(key: object, path: string, scroll: { x: number; y: number } | null): void {
    const member = this.#members.get(key);
    if (member === undefined) return;
    const before = member.path;
    member.path = path;
    // One that joins is where the others are.
    if (before === null || member.ledUntil > this.#now()) return;
    for (const [other, follower] of this.#members) {
      if (other === key || follower.path === null) continue;
      if (before !== path) this.#lead(follower, path);
      else if (scroll !== null && follower.path === path) this.#scroll(follower, scroll);
    }
  }

  #scroll(follower: Member, { x, y }: { x: number; y: number }): void {
    follower.ledUntil = Math.max(follower.ledUntil, this.#now() + SCROLLED_MS);
    follower.scroll(x, y);
  }

  #lead(follower: Member, path: string): void {
    if (follower.path === path) return;
    follower.path = path;
    follower.ledUntil = this.#now() + LED_MS;
    follower.navigate(path);
  }
}
