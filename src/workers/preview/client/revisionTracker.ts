import type { RevisionNote } from "../../../common/apps/room.ts";

/** What a received revision brought. */
export interface ReceivedRevision {
  readonly rev: number;
  readonly payloads: readonly { readonly type?: unknown }[];
}

/**
 * Which revision this page has. A revision counts once all its payloads came: a connection that
 * ends between them resumes before it, not behind it.
 */
export class RevisionTracker {
  readonly #listeners: ((revision: ReceivedRevision) => void)[] = [];
  #received: number;
  #open: { rev: number; left: number; payloads: { type?: unknown }[] } | undefined;

  constructor(rev: number) {
    this.#received = rev;
  }

  /** The newest revision of which nothing is missing. */
  get received(): number {
    return this.#received;
  }

  onReceived(listener: (revision: ReceivedRevision) => void): void {
    this.#listeners.push(listener);
  }

  begin({ rev, payloads }: RevisionNote): void {
    this.#open = { rev, left: payloads, payloads: [] };
    this.#endIfWhole();
  }

  payload(payload: { type?: unknown }): void {
    if (this.#open === undefined) return;
    this.#open.left -= 1;
    this.#open.payloads.push(payload);
    this.#endIfWhole();
  }

  /** The connection ended; what was begun comes again. */
  abandon(): void {
    this.#open = undefined;
  }

  #endIfWhole(): void {
    if (this.#open === undefined || this.#open.left > 0) return;
    const { rev, payloads } = this.#open;
    this.#open = undefined;
    this.#received = rev;
    for (const listener of this.#listeners) listener({ rev, payloads });
  }
}
