import { isServable } from "./fileKinds.ts";
import { decodedPath, keyOf, withParameter } from "./urlKey.ts";

/** A path that a page waits for because the manifest does not have it. */
export interface Need {
  readonly path: string;
  readonly accept: string;
}

/** Vite's own modules and what modules of the app were rewritten to name. */
const SERVED_PREFIXES = [
  "/@deps/",
  "/@vite/",
  "/@vite-dist/",
  "/@id/",
  "/@ext/",
  "/@react-refresh",
];

/** The key to load for it; null when no page may have it. */
export function keyOfNeed({ path, accept }: Need): string | null {
  const key = keyOf(path === "/" ? "/index.html" : path);
  if (key === null || !mayAskFor(key)) return null;
  // A stylesheet link and an import share one URL; Vite tells them apart by this header.
  return accept.startsWith("text/css") ? withParameter(key, "direct") : key;
}

function mayAskFor(key: string): boolean {
  if (key.startsWith("/@")) return SERVED_PREFIXES.some((prefix) => key.startsWith(prefix));
  const relative = decodedPath(key);
  return relative !== null && isServable(relative.slice(1));
}
