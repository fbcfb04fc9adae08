import { parse } from "es-module-lexer";

export interface LiteralImport {
  readonly specifier: string;
  /** Where the specifier stands, without its quotes. */
  readonly range: readonly [start: number, end: number];
}

/**
 * Imports and re-exports whose specifier is a literal, in order of appearance. The lexer must
 * have been initialised. Throws on code that does not parse.
 */
export function literalImports(source: string): LiteralImport[] {
  const found: LiteralImport[] = [];
  for (const entry of parse(source)[0]) {
    if (entry.type === "static" || entry.type === "reexport-star") {
      found.push({ specifier: entry.specifier, range: [entry.start, entry.end] });
    } else if (entry.type === "dynamic" && !entry.glob && entry.specifier !== undefined) {
      const quoted = /["'`]/.test(source[entry.start] ?? "") ? 1 : 0;
      if (quoted === 0) continue;
      found.push({ specifier: entry.specifier, range: [entry.start + 1, entry.end - 1] });
    }
  }
  return found.toSorted((a, b) => a.range[0] - b.range[0]);
}
