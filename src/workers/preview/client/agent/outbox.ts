import { MAX_BRIDGE_MESSAGE, type PageMessage } from "../../../../common/apps/bridge.ts";
import { RateLimit } from "../../../../common/base/rateLimit.ts";

/** Below what Studio takes, so that answers always find room. */
const RATE = { perSecond: 400, burst: 1600 };
/** What is kept until Studio has taken the port. */
const MAX_KEPT = 1000;
const MAX_KEPT_LENGTH = 4 * 1024 * 1024;
const LOST_NOTE_MS = 500;

/** What the page tells Studio. Kept until somebody listens; what is too much is counted. */
export class Outbox {
  readonly #rate = new RateLimit(RATE, () => performance.now());
  readonly #kept: string[] = [];
  #keptLength = 0;
  #port: MessagePort | null = null;
  #dropped = 0;
  #errors = 0;
  #noteDue = false;

  /** True while a message of the capture would be taken: ask before making an expensive one. */
  get hasRoom(): boolean {
    return this.#port !== null || this.#kept.length < MAX_KEPT;
  }

  send(message: PageMessage): void {
    if (!this.#rate.takes()) return this.#drop();
    const text = JSON.stringify(message);
    if (text.length > MAX_BRIDGE_MESSAGE) return this.#drop();
    if (this.#port === null) this.#keep(text);
    else this.#port.postMessage(text);
  }

  /** Answers are as many as the questions, and those come from Studio: no rate for them. */
  answer(message: Extract<PageMessage, { type: "answer" }>): void {
    const text = JSON.stringify(message);
    const fits = text.length <= MAX_BRIDGE_MESSAGE;
    const failure: PageMessage = {
      type: "answer",
      id: message.id,
      failure: "The answer is too long.",
    };
    this.#port?.postMessage(fits ? text : JSON.stringify(failure));
  }

  /**
   * Runs a part of the capture. The app must not notice it, so what it throws is only counted,
   * and the count is told.
   */
  guard<T>(capture: () => T): T | undefined {
    try {
      return capture();
    } catch {
      this.#errors += 1;
      this.#noteLost();
      return undefined;
    }
  }

  /** The first message says that a document begins; what was kept follows. */
  open(port: MessagePort): void {
    this.#port = port;
    const path = location.pathname + location.search + location.hash;
    const ready: PageMessage = { type: "ready", path, title: document.title.slice(0, 4000) };
    port.postMessage(JSON.stringify(ready));
    for (const text of this.#kept.splice(0)) port.postMessage(text);
    this.#keptLength = 0;
    if (this.#dropped + this.#errors > 0) this.#noteLost();
  }

  #keep(text: string): void {
    if (this.#kept.length >= MAX_KEPT || this.#keptLength + text.length > MAX_KEPT_LENGTH) {
      return this.#drop();
    }
    this.#keptLength += text.length;
    this.#kept.push(text);
  }

  #drop(): void {
    this.#dropped += 1;
    this.#noteLost();
  }

  #noteLost(): void {
    if (this.#noteDue || this.#port === null) return;
    this.#noteDue = true;
    setTimeout(() => {
      this.#noteDue = false;
      const note: PageMessage = { type: "lost", dropped: this.#dropped, errors: this.#errors };
      this.#port?.postMessage(JSON.stringify(note));
    }, LOST_NOTE_MS);
  }
}
