import { z } from "zod";
import { FilePath } from "../../../common/apps/filePath.ts";
import {
  MAX_MATCHES,
  type SearchedFile,
  type SearchMatch,
} from "../../../common/contracts/search.ts";
import { BoundedLines } from "./boundedLines.ts";
import { matchesOf } from "./matchesOf.ts";

/** What ripgrep could not read as UTF-8 comes as base64, and is taken for Latin-1. */
const Text = z.union([
  z.object({ text: z.string() }).transform(({ text }) => ({ text, encoding: "utf8" as const })),
  z.object({ bytes: z.base64() }).transform(({ bytes }) => ({
    text: Buffer.from(bytes, "base64").toString("latin1"),
    encoding: "latin1" as const,
  })),
]);

const Submatch = z.object({
  start: z.int(),
  end: z.int(),
  replacement: Text.optional(),
});

const Message = z.discriminatedUnion("type", [
  z.object({ type: z.literal("begin"), data: z.object({ path: Text }) }),
  z.object({
    type: z.literal("match"),
    data: z.object({ lines: Text, line_number: z.int(), submatches: z.array(Submatch) }),
  }),
  z.object({ type: z.literal("end"), data: z.object({ binary_offset: z.int().nullable() }) }),
  z.object({
    type: z.literal("summary"),
    data: z.object({ stats: z.object({ searches: z.int() }) }),
  }),
]);
type Message = z.infer<typeof Message>;

const MAX_LINE_BYTES = 1_000_000;

interface FileInWork {
  readonly path: FilePath;
  readonly matches: SearchMatch[];
  hasLongLine: boolean;
}

/** Makes files with matches of what ripgrep prints, up to the limit of a search. */
export class MatchCollector {
  readonly #separator: string;
  readonly #lines = new BoundedLines(MAX_LINE_BYTES);
  #file: FileInWork | null = null;
  #found = 0;
  #searched: number | null = null;

  /** @param separator what stands between the groups of a match. */
  constructor(separator: string) {
    this.#separator = separator;
  }

  get limitReached(): boolean {
    return this.#found >= MAX_MATCHES;
  }

  /** How many files were looked into; null until ripgrep came to its end. */
  get searched(): number | null {
    return this.#searched;
  }

  /** The files that end in this part of the output, or at which the limit is reached. */
  take(chunk: Uint8Array): readonly SearchedFile[] {
    const files: SearchedFile[] = [];
    for (const line of this.#lines.take(chunk)) {
      if (this.limitReached) break;
      if (line === null) this.#takeLongLine();
      else this.#takeMessage(Message.parse(JSON.parse(line)), files);
    }
    if (this.limitReached) this.#finishFile(files);
    return files;
  }

  #takeMessage(message: Message, files: SearchedFile[]): void {
    switch (message.type) {
      case "begin":
        this.#file = fileInWork(message.data.path.text);
        return;
      case "match":
        this.#takeMatch(message.data);
        return;
      case "end":
        // What was found before the first NUL of a binary file is no text either.
        if (message.data.binary_offset !== null) this.#dropFile();
        this.#finishFile(files);
        return;
      case "summary":
        this.#searched = message.data.stats.searches;
    }
  }

  #takeMatch(data: Extract<Message, { type: "match" }>["data"]): void {
    if (this.#file === null) return;
    const room = MAX_MATCHES - this.#found;
    const matches = matchesOf({
      lines: data.lines.text,
      encoding: data.lines.encoding,
      firstLine: data.line_number,
      submatches: data.submatches.slice(0, room).map(({ start, end, replacement }) => ({
        start,
        end,
        groups: replacement === undefined ? [] : replacement.text.split(this.#separator),
      })),
    });
    this.#file.matches.push(...matches);
    this.#found += matches.length;
  }

  #takeLongLine(): void {
    if (this.#file !== null) this.#file.hasLongLine = true;
  }

  #dropFile(): void {
    this.#found -= this.#file?.matches.length ?? 0;
    this.#file = null;
  }

  #finishFile(files: SearchedFile[]): void {
    const file = this.#file;
    this.#file = null;
    if (file !== null && (file.matches.length > 0 || file.hasLongLine)) files.push(file);
  }
}

/** Null for a name that no path of an app can have, such as one that is not UTF-8. */
function fileInWork(printed: string): FileInWork | null {
  const path = FilePath.safeParse(printed.replace(/^\.\//, ""));
  return path.success ? { path: path.data, matches: [], hasLongLine: false } : null;
}
