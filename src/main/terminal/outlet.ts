/**
 * Gathers what a program writes and hands it on in few pieces: the first at once, so that typing
 * is answered without a wait, the next when a moment has passed and the last was taken. A program
 * that writes faster than that is made to wait, so nothing piles up anywhere.
 */
export class Outlet implements Disposable {
  readonly #deliver: (data: string, taken: () => void) => void;
  readonly #setPaused: (paused: boolean) => void;
  #pending = "";
  #timer: NodeJS.Timeout | undefined;
  #isTaking = false;
  #isHeld = false;
  #isPaused = false;

  constructor(
    deliver: (data: string, taken: () => void) => void,
    setPaused: (paused: boolean) => void,
  ) {
    this.#deliver = deliver;
    this.#setPaused = setPaused;
  }

  push(data: string): void {
    this.#pending += data;
    this.#flushSoon();
    this.#regulate();
  }

  /** Whoever reads at the other end cannot take more for now. */
  hold(held: boolean): void {
    this.#isHeld = held;
    this.#flushSoon();
    this.#regulate();
  }

  /** Hands on what is left, whether it is asked for or not: the program has ended. */
  finish(): void {
    clearTimeout(this.#timer);
    if (this.#pending !== "") this.#deliver(this.#pending, () => undefined);
    this.#pending = "";
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#pending = "";
  }

  #flushSoon(): void {
    if (this.#timer !== undefined || this.#isTaking || this.#isHeld) return;
    this.#flush();
  }

  #flush(): void {
    if (this.#pending === "") return;
    const end = cutBehind(this.#pending, PIECE);
    const data = this.#pending.slice(0, end);
    this.#pending = this.#pending.slice(end);
    this.#isTaking = true;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#flushSoon();
    }, EVERY_MS);
    this.#deliver(data, () => {
      this.#isTaking = false;
      this.#flushSoon();
    });
    this.#regulate();
  }

  #regulate(): void {
    const paused = this.#isHeld || this.#pending.length > PIECE;
    if (paused === this.#isPaused) return;
    this.#isPaused = paused;
    this.#setPaused(paused);
  }
}

/** Together at most 8 million characters a second: more than any page can draw. */
const PIECE = 65_536;
const EVERY_MS = 8;

/** Half of a surrogate pair would not survive the way to the page. */
function cutBehind(text: string, length: number): number {
  if (text.length <= length) return text.length;
  const unit = text.charCodeAt(length - 1);
  const isHighSurrogate = unit >= 0xd800 && unit <= 0xdbff;
  return isHighSurrogate ? length - 1 : length;
}
