/** An import of a module, as found between its offsets. */
export interface ModuleLink {
  readonly specifier: string;
  /** `import("…")`: loaded later, if at all. */
  readonly dynamic: boolean;
}

// Offsets point inside the quotes: what stands before the quote tells a call from a statement.
const CALL_BEFORE = /\(\s*(?:\/\*[^*]*\*\/\s*)*["'`]$/;
const LOOK_BACK = 120;

/** Reads the import specifiers at the given string offsets. */
export function readLinks(
  text: string,
  offsets: readonly (readonly [number, number])[],
): ModuleLink[] {
  return offsets.map(([start, end]) => ({
    specifier: text.slice(start, end),
    dynamic: CALL_BEFORE.test(text.slice(Math.max(0, start - LOOK_BACK), start)),
  }));
}
