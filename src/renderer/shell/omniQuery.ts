import { SIGNS } from "./omniState.ts";

export interface Place {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

export type OmniQuery =
  | { readonly kind: "files"; readonly words: string; readonly place: Place | null }
  | { readonly kind: "commands"; readonly words: string }
  | { readonly kind: "line"; readonly place: Place | null }
  | { readonly kind: "fileSymbols"; readonly words: string }
  | { readonly kind: "projectSymbols"; readonly words: string };

const FILE_AT_PLACE = /^(?<words>.*?[^:\s])\s*(?::(?<line>\d*)(?:[:,](?<column>\d*))?)?$/s;
const LINE = /^(?<line>\d+)(?:[:,](?<column>\d*))?$/;

/** Reads what was typed: `Card`, `card:12:5`, `>save`, `:12`, `@render`, `#total`. */
export function readQuery(typed: string): OmniQuery {
  const rest = typed.slice(1).trim();
  switch (typed.charAt(0)) {
    case SIGNS.commands:
      return { kind: "commands", words: rest };
    case SIGNS.line:
      return { kind: "line", place: placeOf(LINE.exec(rest)) };
    case SIGNS.fileSymbols:
      return { kind: "fileSymbols", words: rest };
    case SIGNS.projectSymbols:
      return { kind: "projectSymbols", words: rest };
    default: {
      const found = FILE_AT_PLACE.exec(typed.trim());
      const words = found?.groups?.["words"] ?? typed.trim();
      return { kind: "files", words, place: placeOf(found) };
    }
  }
}

function placeOf(found: RegExpExecArray | null): Place | null {
  const line = Number(found?.groups?.["line"] ?? "");
  const column = Number(found?.groups?.["column"] ?? "");
  return line >= 1 ? { line, column: Math.max(column, 1) } : null;
}
