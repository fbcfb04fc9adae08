import { Emitter } from "../../common/base/event.ts";
import { Log, type LogLine } from "../../common/base/log.ts";

/**
 * Where the edge's own lines go: to whoever started it, on standard error, and after that one is
 * gone to whoever drives it. Writing to a closed pipe would end the process.
 */
export class EdgeLog {
  readonly log = new Log("edge", (line) => this.#write(line));
  readonly #lines = new Emitter<LogLine>();
  readonly onLine = this.#lines.on;
  #isParentHere = true;

  constructor() {
    process.stdout.on("error", () => undefined);
    process.stderr.on("error", () => this.parentGone());
  }

  parentGone(): void {
    this.#isParentHere = false;
  }

  #write(line: LogLine): void {
    if (this.#isParentHere) process.stderr.write(`${JSON.stringify(line)}\n`);
    else this.#lines.fire(line);
  }
}
