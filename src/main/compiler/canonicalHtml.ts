import type { CanonicalText } from "./canonicalModule.ts";
import { CodeRewriter } from "./codeRewriter.ts";
import { keyOf, withParameter } from "./urlKey.ts";

const TAG = /<(script|link|img|source|video|audio|image|use|object|embed|track|iframe)\b[^>]*>/gi;
const ATTRIBUTE =
  /\b(src|href|poster|data|xlink:href)\s*=\s*(["'])(\/(?!\/)[^"'#]+)(?:#[^"']*)?\2/gi;
const SRCSET = /\bsrcset\s*=\s*(["'])([^"']+)\1/gi;
const INLINE_IMPORT = /\bfrom\s*(["'])(\/[^"']+)\1/g;

/** The stored form of a page Vite has transformed; see `canonicalScript`. */
export function canonicalHtml(html: string): CanonicalText {
  const code = new CodeRewriter(html);
  const references: string[] = [];
  for (const { start, url, isStylesheet } of urlsOf(html)) {
    const key = keyOf(url);
    if (key === null || !code.canReplace(start)) continue;
    code.replace([start, start + url.length], key, true);
    references.push(isStylesheet ? withParameter(key, "direct") : key);
  }
  return { ...code.finish(), references: [...references, ...srcsetReferences(html)] };
}

interface HtmlUrl {
  readonly start: number;
  readonly url: string;
  readonly isStylesheet: boolean;
}

function urlsOf(html: string): HtmlUrl[] {
  const found: HtmlUrl[] = [];
  for (const tag of html.matchAll(TAG)) {
    const isLink = tag[1]?.toLowerCase() === "link";
    const isStylesheet = isLink && /\brel\s*=\s*["']?stylesheet/i.test(tag[0]);
    for (const attribute of tag[0].matchAll(ATTRIBUTE)) {
      const url = attribute[3] ?? "";
      const start = tag.index + attribute.index + attribute[0].indexOf(url);
      found.push({ start, url, isStylesheet });
    }
  }
  for (const match of html.matchAll(INLINE_IMPORT)) {
    const url = match[2] ?? "";
    found.push({ start: match.index + match[0].indexOf(url), url, isStylesheet: false });
  }
  return found.toSorted((a, b) => a.start - b.start);
}

function srcsetReferences(html: string): string[] {
  return [...html.matchAll(SRCSET)]
    .flatMap((match) => (match[2] ?? "").split(","))
    .map((candidate) => keyOf(candidate.trim().split(/\s+/)[0] ?? ""))
    .filter((key) => key !== null);
}
