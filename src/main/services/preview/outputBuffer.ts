import { Emitter } from "../../../common/base/event.ts";
import type { OutputLine } from "../../../common/contracts/preview.ts";

const KEPT_LINES = 500;
const LONGEST_LINE = 4_000;

/** The newest output of an app's processes. An app that floods its console costs bounded memory. */
export class OutputBuffer {
  readonly #changed = new Emitter<readonly OutputLine[]>();
  readonly onChange = this.#changed.on;
  #lines: readonly OutputLine[] = [];

  get value(): readonly OutputLine[] {
    return this.#lines;
  }

  add(line: OutputLine): void {
    const message = line.message.slice(0, LONGEST_LINE);
    this.#lines = [...this.#lines.slice(1 - KEPT_LINES), { ...line, message }];
    this.#changed.fire(this.#lines);
  }
}
