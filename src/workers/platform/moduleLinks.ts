/** An import of a module, as found between its offsets. */
export interface ModuleLink {
  readonly specifier: string;
  /** `import("…")`: loaded later, if at all. */
  readonly dynamic: boolean;
}

/** May a body of this kind import anything? Others need not be read for it. */
export function mayHaveLinks({ contentType, imports }: LinkSource): boolean {
  return imports.length > 0 || contentType.includes("javascript");
}

interface LinkSource {
  readonly contentType: string;
  readonly imports: readonly (readonly [number, number])[];
}

// Offsets point inside the quotes: what stands before the quote tells a call from a statement.
const CALL_BEFORE = /\(\s*(?:\/\*[^*]*\*\/\s*)*["'`]$/;
const LOOK_BACK = 120;

// Versioned imports are never rewritten, so they come without offsets; bundlers write them first.
const VERSIONED = /\b(?:from|import)\s*["'](\/[^"'?\s]+\?v=[\w-]+)["']/g;
const VERSIONED_WITHIN = 16_384;

/**
 * Reads the specifiers at the given string offsets, in their order, and after them the imports of
 * optimised dependencies, which carry their version in their URL.
 */
export function readLinks(
  text: string,
  offsets: readonly (readonly [number, number])[],
): ModuleLink[] {
  const tracked = offsets.map(([start, end]) => ({
    specifier: text.slice(start, end),
    dynamic: CALL_BEFORE.test(text.slice(Math.max(0, start - LOOK_BACK), start)),
  }));
  const named = new Set(tracked.map(({ specifier }) => specifier));
  const versioned = [...text.slice(0, VERSIONED_WITHIN).matchAll(VERSIONED)].flatMap(([, url]) => {
    return url === undefined || named.has(url) ? [] : [{ specifier: url, dynamic: false }];
  });
  return [...tracked, ...versioned];
}
