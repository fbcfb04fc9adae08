import { createStore } from "zustand/vanilla";

export interface CursorStatus {
  readonly line: number;
  readonly column: number;
  /** Characters in all selections. */
  readonly selected: number;
  /** Lines of the first selection; null while nothing is selected. */
  readonly selectedLines: { readonly first: number; readonly last: number } | null;
  readonly eol: "LF" | "CRLF";
  readonly indent: { readonly spaces: boolean; readonly size: number };
}

/** Where the cursor is; null while no text is in front. Written on each key: not for rendering. */
export const cursorStatus = createStore<CursorStatus | null>()(() => null);
