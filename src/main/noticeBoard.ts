import { Emitter } from "../common/base/event.ts";
import type { Notice } from "../common/contracts/studio.ts";

/** Where notices are kept: studio.db. */
export interface NoticeRepository {
  add(notice: Omit<Notice, "seq" | "at">): Notice;
  /** The newest ones after `seq`, oldest first. */
  after(seq: number): readonly Notice[];
}

/** What happened while nobody looked, for the list behind the bell. */
export class NoticeBoard {
  readonly #repository: NoticeRepository;
  readonly #changed = new Emitter<readonly Notice[]>();
  readonly onChange = this.#changed.on;

  constructor(repository: NoticeRepository) {
    this.#repository = repository;
  }

  get value(): readonly Notice[] {
    return this.#repository.after(0);
  }

  post(notice: Omit<Notice, "seq" | "at">): void {
    this.#repository.add(notice);
    this.#changed.fire(this.value);
  }
}
