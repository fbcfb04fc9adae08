import { Emitter, type Listen } from "../../../common/base/event.ts";
import type { FileChanges } from "../../../common/contracts/files.ts";

type Change = FileChanges["changes"][number];

/** A batch with more changes is not listed: reading the tree again is cheaper for the reader. */
const MAX_BATCH = 1_000;
const MAX_KEPT_CHANGES = 10_000;
const MAX_KEPT_BATCHES = 1_000;

/** Numbers the batches of changes and keeps the last ones, so that a reader can catch up. */
export class ChangeJournal {
  readonly #emitter = new Emitter<FileChanges>();
  readonly #kept: FileChanges[] = [];
  #keptChanges = 0;
  #seq = 0;

  readonly onChanges: Listen<FileChanges> = this.#emitter.on;

  /** The number of the newest batch; 0 before the first. */
  get seq(): number {
    return this.#seq;
  }

  add(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    if (changes.length > MAX_BATCH) this.reset();
    else this.#push({ seq: ++this.#seq, reset: false, changes: [...changes] });
  }

  /** Tells readers that the tree has to be read again. */
  reset(): void {
    this.#kept.length = 0;
    this.#keptChanges = 0;
    this.#push({ seq: ++this.#seq, reset: true, changes: [] });
  }

  /** The batches after `seq`; one that says reset when some of them are not kept any more. */
  since(seq: number): readonly FileChanges[] {
    if (seq === this.#seq) return [];
    const missed = this.#kept.filter((batch) => batch.seq > seq);
    const isWhole = seq < this.#seq && missed[0]?.seq === seq + 1;
    return isWhole ? missed : [{ seq: this.#seq, reset: true, changes: [] }];
  }

  #push(batch: FileChanges): void {
    this.#kept.push(batch);
    this.#keptChanges += batch.changes.length;
    while (this.#keptChanges > MAX_KEPT_CHANGES || this.#kept.length > MAX_KEPT_BATCHES) {
      this.#keptChanges -= this.#kept.shift()?.changes.length ?? 0;
    }
    this.#emitter.fire(batch);
  }
}
