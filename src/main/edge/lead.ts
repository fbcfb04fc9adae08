export interface LeadOptions {
  /** Who started this process, and drives it as long as it lives. */
  readonly parent: string;
  readonly keepServing: boolean;
  /** So long it serves at most while nobody drives it. */
  readonly keptMs: number;
  /** Whether this is still the edge of its state folder. */
  readonly isOurs: () => Promise<boolean>;
  /** Nobody drives it and nobody wants it: it is to end. */
  readonly onAbandoned: (reason: string) => void;
}

/** Whoever drives it connects again within this time when only the connection broke. */
const GRACE_MS = 2_000;
const LOOK_EVERY_MS = 15_000;

/**
 * Who drives this edge: one host at a time, so that two never share its scripts and rooms. Left
 * alone it ends, at once or, when it is to keep serving, after a day's work or when its data
 * folder is gone: a process that nobody knows of must not stay for good.
 */
export class Lead implements Disposable {
  readonly #options: LeadOptions;
  #keepServing: boolean;
  #isParentHere = true;
  #leader: string | undefined;
  #leaders = 0;
  #aloneSince: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LeadOptions) {
    this.#options = options;
    this.#keepServing = options.keepServing;
  }

  get isLed(): boolean {
    return this.#isParentHere || this.#leader !== undefined;
  }

  get keepsServing(): boolean {
    return this.#keepServing;
  }

  /** Takes the lead until the returned function is called; undefined when another one has it. */
  take(leader: string): (() => void) | undefined {
    const holder = this.#leader ?? (this.#isParentHere ? this.#options.parent : undefined);
    if (holder !== undefined && holder !== leader) return undefined;
    this.#leader = leader;
    this.#leaders++;
    this.#settle();
    return () => {
      this.#leaders--;
      if (this.#leaders === 0) this.#leader = undefined;
      this.#settle();
    };
  }

  setKeepServing(keep: boolean): void {
    this.#keepServing = keep;
    this.#settle();
  }

  /** The process that started this one is gone. */
  parentGone(): void {
    if (!this.#isParentHere) return;
    this.#isParentHere = false;
    // Its connection ends with it, only a little later.
    const isOnlyOne = this.#leader === undefined || this.#leader === this.#options.parent;
    if (isOnlyOne && !this.#keepServing) {
      this.#options.onAbandoned("whoever started it is gone");
      return;
    }
    this.#settle();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }

  #settle(): void {
    clearTimeout(this.#timer);
    if (this.isLed) {
      this.#aloneSince = undefined;
      return;
    }
    this.#aloneSince ??= Date.now();
    const wait = this.#keepServing ? Math.min(LOOK_EVERY_MS, this.#options.keptMs) : GRACE_MS;
    this.#timer = setTimeout(() => void this.#judge(), wait);
  }

  async #judge(): Promise<void> {
    const isOurs = await this.#options.isOurs();
    if (this.isLed) return;
    const alone = Date.now() - (this.#aloneSince ?? Date.now());
    if (!isOurs) this.#options.onAbandoned("its data folder is gone or another edge's");
    else if (!this.#keepServing) this.#options.onAbandoned("nobody drives it");
    else if (alone >= this.#options.keptMs) this.#options.onAbandoned("nobody came back for it");
    else this.#settle();
  }
}
