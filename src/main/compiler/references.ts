import { keyOf, stripTimestamp } from "./urlKey.ts";

const ASSET =
  /(["'`(])(\/[^"'`()\s\\]+\.(?:svg|png|jpe?g|gif|webp|avif|ico|bmp|woff2?|ttf|otf|eot|mp3|wav|ogg|flac|aac|m4a|mp4|webm|mov|wasm|pdf|txt|webmanifest|json|vtt)(?:\?[^"'`()\s\\#]*)?)(?=(?:#[^"'`()\s\\]*)?["'`)\\])/g;
const NEW_URL = /\bnew URL\(\s*(?:\/\*[^*]*\*\/\s*)?(["'`])(\/[^"'`\s]+)\1/g;
const CSS_URL = /\burl\(\s*(\\?["']?)(\/(?!\/)[^"'()\s\\]+)\1\s*\)/g;
const CSS_IMPORT = /@import\s+(["'])(\/(?!\/)[^"']+)\1/g;

export interface Reference {
  readonly start: number;
  readonly end: number;
  readonly key: string;
}

/** Root-absolute URLs that code or CSS names outside of import statements, in order. */
export function assetReferences(text: string): Reference[] {
  const found = new Map<number, Reference>();
  for (const pattern of [ASSET, NEW_URL, CSS_URL, CSS_IMPORT]) {
    for (const match of text.matchAll(pattern)) {
      const url = match[2] ?? "";
      const start = match.index + match[0].indexOf(url, match[1]?.length ?? 0);
      const key = keyOf(url);
      if (key !== null && !found.has(start))
        found.set(start, { start, end: start + url.length, key });
    }
  }
  return [...found.values()].toSorted((a, b) => a.start - b.start);
}

/** True for a reference that carries Vite's timestamp and must lose it to stay content-addressed. */
export function isTimestamped(text: string, { start, end }: Reference): boolean {
  const url = text.slice(start, end);
  return stripTimestamp(url) !== url;
}
