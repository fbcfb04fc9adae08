/**
 * A manifest key is the URL a browser asks for, path and query, without Vite's `t`:
 * `/src/App.tsx?t=1690000000000` is the row `/src/App.tsx`. The room writes `t` back in.
 */
export function keyOf(url: URL): string {
  return withoutTimestamp(url.pathname + url.search);
}

/** `/a.ts?t=5&import` → `/a.ts?import` */
function withoutTimestamp(url: string): string {
  return url.replace(/([?&])t=\d+(&|$)/, (_match, before: string, after: string) =>
    after ? before : "",
  );
}

/** Puts a parameter first, as Vite does: the same module must always get the very same URL. */
export function withQuery(key: string, parameter: string): string {
  const [path = key, query] = key.split("?", 2);
  return query === undefined ? `${path}?${parameter}` : `${path}?${parameter}&${query}`;
}
