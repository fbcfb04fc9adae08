import type { RefusalCode } from "../../../../common/contracts/design.ts";

/** Puts a text in the place of another, in one file. Offsets are in UTF-16 units. */
export interface Change {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Why an edit is not made; thrown inside the engine, data at its edge. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  /** Where the person would look. */
  readonly at: { readonly path: string; readonly offset: number } | null;

  constructor(
    code: RefusalCode,
    message: string,
    at: { readonly path: string; readonly offset: number } | null = null,
  ) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.at = at;
  }
}

/** The text with the changes made. They must not overlap. */
export function withChanges(text: string, changes: readonly Change[]): string {
  let result = "";
  let taken = 0;
  for (const { start, end, text: put } of changes.toSorted((a, b) => a.start - b.start)) {
    if (start < taken) throw new Error(`Two changes overlap at ${start}`);
    result += text.slice(taken, start) + put;
    taken = end;
  }
  return result + text.slice(taken);
}
