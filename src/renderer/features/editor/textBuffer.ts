import type { FilePath } from "../../../common/apps/filePath.ts";
import type { Listen } from "../../../common/base/event.ts";

/** The text of one open file, with its undo history. Monaco's model in the product. */
export interface TextBuffer extends Disposable {
  /** The whole text with the line endings it will be saved with. */
  text(): string;
  /** Differs after each edit, and comes back to an earlier value when undo comes back to it. */
  version(): number;
  /** Replaces what differs as one undoable edit; cursor and scroll stay where they can. */
  replace(text: string): void;
  readonly onEdit: Listen<void>;
}

export type OpenBuffer = (path: FilePath, text: string) => TextBuffer;

export interface Replacement {
  /** Offsets into the old text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The smallest single replacement that makes `after` of `before`; null when they are equal. */
export function replacementBetween(before: string, after: string): Replacement | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before[before.length - 1 - same] === after[after.length - 1 - same]
  ) {
    same++;
  }
  // Half of a surrogate pair or of a CRLF is no place an editor can put a cursor.
  if (splitsPair(before, start) || splitsPair(after, start)) start--;
  if (splitsPair(before, before.length - same) || splitsPair(after, after.length - same)) same--;
  return {
    start,
    end: before.length - same,
    text: after.slice(start, after.length - same),
  };
}

function splitsPair(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const unit = text.charCodeAt(at);
  const isLowSurrogate = unit >= 0xdc00 && unit <= 0xdfff;
  return isLowSurrogate || (text[at] === "\n" && text[at - 1] === "\r");
}
