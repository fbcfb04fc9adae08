import { Emitter } from "../../../common/base/event.ts";
import {
  OUTPUT_WINDOW,
  type TerminalOutput,
  type TerminalReading,
} from "../../../common/contracts/terminal.ts";
import type { Scrollback } from "./scrollback.ts";

interface Reader {
  /** Offsets behind what was handed out, and behind what the page has drawn. */
  sent: number;
  drawn: number;
  /** Nothing of this terminal was handed out yet. */
  isNew: boolean;
  /** When it fell behind; null while it keeps up. */
  behindSince: number | null;
  readonly more: Emitter<void>;
}

const PIECE = 65_536;

/** A page that is hidden or hangs holds a program back no longer than this. */
const PATIENCE_MS = 2000;

/**
 * The pages that read one terminal. The slowest sets the pace, so that a program cannot write
 * more than is read; one that does not read at all gets the newest part when it comes back.
 */
export class Readers implements Disposable {
  readonly #scrollback: Scrollback;
  readonly #hold: (held: boolean) => void;
  readonly #now: () => number;
  readonly #readers = new Map<string, Reader>();
  #isHeld = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(scrollback: Scrollback, hold: (held: boolean) => void, now: () => number) {
    this.#scrollback = scrollback;
    this.#hold = hold;
    this.#now = now;
  }

  read(name: string, offset: number | null): TerminalReading {
    const from = offset ?? this.#scrollback.end;
    const isNew = offset === null || !this.#scrollback.holds(offset);
    const reader: Reader = {
      sent: from,
      drawn: from,
      isNew,
      behindSince: null,
      more: new Emitter<void>(),
    };
    this.#readers.set(name, reader);
    return {
      next: () => this.#next(reader),
      onMore: reader.more.on,
      [Symbol.dispose]: () => {
        // The same page may read anew before its last reading was taken down.
        if (this.#readers.get(name) === reader) this.#readers.delete(name);
        this.#regulate();
      },
    };
  }

  acknowledge(name: string, offset: number): void {
    const reader = this.#readers.get(name);
    if (reader === undefined || offset <= reader.drawn) return;
    reader.drawn = Math.min(offset, reader.sent);
    this.#regulate();
    reader.more.fire();
  }

  /** There is more in the scrollback. */
  written(): void {
    this.#regulate();
    for (const reader of this.#readers.values()) reader.more.fire();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }

  #next(reader: Reader): { offset: number; output: TerminalOutput } | null {
    const { end } = this.#scrollback;
    if (reader.sent - reader.drawn >= OUTPUT_WINDOW) return null;
    if (reader.isNew || !this.#scrollback.holds(reader.sent)) {
      reader.isNew = false;
      reader.sent = end;
      reader.drawn = end;
      const data = this.#scrollback.replay();
      return { offset: end, output: { reset: true, replayed: true, data } };
    }
    if (reader.sent === end) return null;
    const data = this.#scrollback.slice(reader.sent, PIECE);
    reader.sent += data.length;
    return { offset: reader.sent, output: { reset: false, replayed: false, data } };
  }

  #regulate(): void {
    const now = this.#now();
    const waits = [...this.#readers.values()].flatMap((reader) => this.#waitFor(reader, now));
    clearTimeout(this.#timer);
    const held = waits.length > 0;
    if (held) this.#timer = setTimeout(() => this.#regulate(), Math.min(...waits) + 1);
    if (held === this.#isHeld) return;
    this.#isHeld = held;
    this.#hold(held);
  }

  /** How long a reader that is behind is still waited for; nothing when it is not. */
  #waitFor(reader: Reader, now: number): readonly number[] {
    if (this.#scrollback.end - reader.drawn <= OUTPUT_WINDOW) {
      reader.behindSince = null;
      return [];
    }
    reader.behindSince ??= now;
    const left = reader.behindSince + PATIENCE_MS - now;
    return left > 0 ? [left] : [];
  }
}
