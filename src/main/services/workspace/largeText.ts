import type { FileHandle } from "node:fs/promises";
import { type FoundRow, type TextRow, type TextShape } from "../../../common/contracts/files.ts";
import type { JailedPath } from "./pathJail.ts";
import { withRegularFile } from "./regularFile.ts";
import { identityOf } from "./stagedFile.ts";
import { RowScanner, type RowStart } from "./textRows.ts";

/** Small enough that cutting one into rows does not hold up the host. */
const PORTION_BYTES = 256 * 1024;
/** A row's place is remembered for each so many rows. */
const STRIDE = 256;
const FIRST: RowStart = { offset: 0, line: 1, isLine: true };

/**
 * The rows of one large file. They are counted in the background in small portions; of their
 * places only every 256th is kept, so a log of 200 MB costs less than a megabyte.
 */
export class LargeText implements Disposable {
  readonly #file: JailedPath;
  readonly #version: string;
  readonly #size: number;
  readonly #starts: RowStart[] = [FIRST];
  readonly #stopped = new AbortController();
  #rows = 0;
  #next: RowStart = FIRST;
  #isDone = false;
  #counting: Promise<void> | undefined;

  constructor(file: JailedPath, version: string, size: number) {
    this.#file = file;
    this.#version = version;
    this.#size = size;
  }

  get version(): string {
    return this.#version;
  }

  /** Begins to count, and waits for it no longer than a person would for a first look. */
  async shape(patienceMs: number): Promise<TextShape> {
    this.#counting ??= this.#count();
    const patience = Promise.withResolvers<void>();
    const timer = setTimeout(patience.resolve, patienceMs);
    await Promise.race([this.#counting, patience.promise]).finally(() => clearTimeout(timer));
    return {
      size: this.#size,
      version: this.#version,
      rows: this.#rows,
      lines: this.#next.isLine ? this.#next.line - 1 : this.#next.line,
      counted: this.#next.offset,
      done: this.#isDone,
    };
  }

  /** Rows that were counted already; fewer at the end. */
  async rows(from: number, count: number): Promise<readonly TextRow[]> {
    const rows: TextRow[] = [];
    const decoder = new TextDecoder();
    await this.#scan(from, (index, row, buffer) => {
      if (index >= from) {
        const text = decoder.decode(buffer.subarray(row.from, row.to));
        rows.push({ line: row.isLine ? row.line : null, text });
      }
      return rows.length < count;
    });
    return rows;
  }

  /**
   * The next row at or after `from` that holds the text, letter case aside. A text that lies
   * across two pieces of one long line is not found.
   */
  async find(text: string, from: number, signal: AbortSignal | undefined): Promise<FoundRow> {
    const wanted = text.toLowerCase();
    const decoder = new TextDecoder();
    let found: number | null = null;
    await this.#scan(from, (index, row, buffer) => {
      if (signal?.aborted === true) return false;
      if (index < from) return true;
      const isHit = decoder
        .decode(buffer.subarray(row.from, row.to))
        .toLowerCase()
        .includes(wanted);
      if (isHit) found = index;
      return !isHit;
    });
    return { row: found };
  }

  [Symbol.dispose](): void {
    this.#stopped.abort();
  }

  #count(): Promise<void> {
    return withRegularFile(this.#file, async (handle) => {
      const scanner = new RowScanner(FIRST);
      await eachPortion(handle, 0, this.#size, (bytes, isEnd) => {
        scanner.scan(bytes, isEnd, () => {
          this.#rows += 1;
          if (this.#rows % STRIDE === 0) this.#starts.push(scanner.next);
          return true;
        });
        this.#next = scanner.next;
        return !this.#stopped.signal.aborted;
      });
      this.#isDone = !this.#stopped.signal.aborted;
    });
  }

  /** Gives out rows from the last known place at or before `from` until told to stop. */
  async #scan(
    from: number,
    onRow: (index: number, row: RowStart & { from: number; to: number }, buffer: Buffer) => boolean,
  ): Promise<void> {
    const known = Math.min(Math.floor(from / STRIDE), this.#starts.length - 1);
    const start = this.#starts[known] ?? FIRST;
    await withRegularFile(this.#file, async (handle) => {
      const scanner = new RowScanner(start);
      let index = known * STRIDE;
      await eachPortion(handle, start.offset, this.#size, (bytes, isEnd) => {
        let isWanted = true;
        scanner.scan(bytes, isEnd, (row, buffer) => (isWanted = onRow(index++, row, buffer)));
        return isWanted;
      });
    });
  }
}

async function eachPortion(
  handle: FileHandle,
  start: number,
  end: number,
  onBytes: (bytes: Buffer, isEnd: boolean) => boolean,
): Promise<void> {
  for (let offset = start; offset < end;) {
    const length = Math.min(PORTION_BYTES, end - offset);
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, offset);
    offset += bytesRead;
    // The file became shorter while it was read.
    const isEnd = offset >= end || bytesRead === 0;
    if (!onBytes(buffer.subarray(0, bytesRead), isEnd) || isEnd) return;
  }
}

const KEPT_TEXTS = 3;

/** The large texts that views look at, the last few of an app. */
export class LargeTexts implements Disposable {
  readonly #byPath = new Map<string, LargeText>();

  /** The text as it is on disk now. */
  async open(file: JailedPath): Promise<LargeText> {
    const { version, size } = await withRegularFile(file, async (_handle, stats) => ({
      version: identityOf(stats),
      size: stats.size,
    }));
    const known = this.#byPath.get(file.absolute);
    const text = known?.version === version ? known : new LargeText(file, version, size);
    if (known !== text) known?.[Symbol.dispose]();
    this.#byPath.delete(file.absolute);
    this.#byPath.set(file.absolute, text);
    const [oldest] = this.#byPath.keys();
    if (this.#byPath.size > KEPT_TEXTS && oldest !== undefined) {
      this.#byPath.get(oldest)?.[Symbol.dispose]();
      this.#byPath.delete(oldest);
    }
    return text;
  }

  [Symbol.dispose](): void {
    for (const text of this.#byPath.values()) text[Symbol.dispose]();
    this.#byPath.clear();
  }
}
