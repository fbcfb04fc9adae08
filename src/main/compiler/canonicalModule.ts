import { CodeRewriter } from "./codeRewriter.ts";
import type { ImportOffsets } from "./blob.ts";
import { literalImports } from "./literalImports.ts";
import { assetReferences, isTimestamped, type Reference } from "./references.ts";

export interface CanonicalText {
  readonly text: string;
  readonly offsets: ImportOffsets;
  readonly references: readonly string[];
}

/** Finds the key an import of this module is served under; null leaves the import alone. */
export type ResolveKey = (specifier: string) => Promise<string | null>;

/**
 * Gives JavaScript that Vite has transformed the form that is stored: imports name keys, no
 * timestamps in them, offsets where the room writes timestamps in again.
 */
export async function canonicalScript(code: string, resolve: ResolveKey): Promise<CanonicalText> {
  const replacements = await importReplacements(code, resolve);
  const isImport = new Set(replacements.map(({ start }) => start));
  const assets = assetReferences(code).filter(({ start }) => !isImport.has(start));
  for (const asset of assets) {
    replacements.push({ ...asset, tracked: isTimestamped(code, asset) });
  }
  return rewrite(code, replacements);
}

/** The same for a style sheet that is served as CSS. */
export function canonicalStyle(css: string): CanonicalText {
  const replacements = assetReferences(css).map((asset) => ({
    ...asset,
    tracked: isTimestamped(css, asset),
  }));
  return rewrite(css, replacements);
}

interface Replacement extends Reference {
  readonly tracked: boolean;
}

async function importReplacements(code: string, resolve: ResolveKey): Promise<Replacement[]> {
  const found: Replacement[] = [];
  for (const { specifier, range } of literalImports(code)) {
    const key = await resolve(specifier);
    if (key !== null) found.push({ start: range[0], end: range[1], key, tracked: true });
  }
  return found;
}

function rewrite(text: string, replacements: readonly Replacement[]): CanonicalText {
  const code = new CodeRewriter(text);
  const references: string[] = [];
  for (const { start, end, key, tracked } of replacements.toSorted((a, b) => a.start - b.start)) {
    if (!code.canReplace(start)) continue;
    references.push(key);
    if (tracked) code.replace([start, end], key, true);
  }
  return { ...code.finish(), references };
}
