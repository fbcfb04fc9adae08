/**
 * A manifest key is the URL a browser asks for, without origin: path and query as WHATWG
 * normalises them, without Vite's cache-busting `t`. Both sides of the wire look rows up by it.
 */

const ORIGIN = "http://app.invalid";

/** Key of a root-absolute URL or specifier as it stands in code. Null when it is no such URL. */
export function keyOf(url: string, base = "/"): string | null {
  if (!url.startsWith("/") && !url.startsWith(".")) return null;
  if (url.startsWith("//")) return null;
  const parsed = URL.parse(stripTimestamp(url), ORIGIN + base);
  return parsed === null ? null : parsed.pathname + parsed.search;
}

/** Key under which a file below a served folder is asked for. `relative` uses `/`. */
export function keyOfFile(relative: string): string {
  const escaped = relative.replace(/%/g, "%25").replace(/\?/g, "%3F").replace(/#/g, "%23");
  return new URL(`/${escaped}`, ORIGIN).pathname;
}

/** Drops `t=<digits>`, which Vite adds to the URLs of modules that changed. */
export function stripTimestamp(url: string): string {
  return url.replace(/([?&])t=\d+(&|$)/, (_all, before: string, after: string) =>
    after ? before : "",
  );
}

export function pathOfKey(key: string): string {
  const query = key.indexOf("?");
  return query === -1 ? key : key.slice(0, query);
}

export function queryOfKey(key: string): string {
  const query = key.indexOf("?");
  return query === -1 ? "" : key.slice(query + 1);
}

/** The path of a key as it is written on disk; null when its escapes make no text. */
export function decodedPath(key: string): string | null {
  try {
    return decodeURIComponent(pathOfKey(key));
  } catch {
    return null;
  }
}

/** Drops one parameter without touching how the others are written. */
export function withoutParameter(url: string, name: string): string {
  const [path = "", query] = url.split("?", 2);
  if (query === undefined) return url;
  const rest = query
    .split("&")
    .filter((part) => part !== name && !part.startsWith(`${name}=`))
    .join("&");
  return rest === "" ? path : `${path}?${rest}`;
}

export function withParameter(url: string, parameter: string): string {
  const [path = "", query] = url.split("?", 2);
  return query === undefined ? `${path}?${parameter}` : `${path}?${parameter}&${query}`;
}
