import type { ModuleRenderer } from "./moduleRenderer.ts";

/** Enough for an app of some hundred files; a browser gains nothing from thousands of hints. */
const MAX_PRELOADS = 400;

/**
 * The static import closure of a page's scripts, breadth first: what the browser would otherwise
 * find one level at a time. Modules whose imports are not known yet end their branch. URLs are
 * those the importers will name, version and all, or the browser would load everything twice.
 */
export function modulePreloads(page: string, renderer: ModuleRenderer): readonly string[] {
  const urls = new Map<string, string>();
  const queue = [page];
  for (const importer of queue) {
    for (const { specifier: key, dynamic } of renderer.linksOf(importer) ?? []) {
      if (dynamic || urls.has(key) || !renderer.isModule(key)) continue;
      urls.set(key, renderer.urlOf(key));
      if (urls.size === MAX_PRELOADS) return [...urls.values()];
      queue.push(key);
    }
  }
  return [...urls.values()];
}
