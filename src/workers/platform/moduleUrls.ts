/**
 * Rules for the URLs of modules as Vite writes them: `/src/App.tsx?t=1690000000000`. The room
 * keys its manifest by the URL without `t` and without our own `deps`, and writes them back in.
 * Vite's `v` is left alone: it is part of the key when the host keeps it.
 */

const TIMESTAMP = /([?&])t=\d+(&|$)/;
const DEPENDENCY_VERSION = /([?&])deps=[\w-]+(&|$)/;

/** `/a.ts?t=5&import` → `/a.ts?import` */
export function withoutTimestamp(url: string): string {
  return without(url, TIMESTAMP);
}

/** `/node_modules/.vite/deps/react.js?deps=1a2b3c4d` → without the version. */
export function withoutDependencyVersion(url: string): string {
  return without(url, DEPENDENCY_VERSION);
}

export function dependencyVersionOf(url: string): string | undefined {
  return /[?&]deps=([\w-]+)/.exec(url)?.[1];
}

function without(url: string, parameter: RegExp): string {
  return url.replace(parameter, (_match, before: string, after: string) => (after ? before : ""));
}

/** Puts a parameter first, as Vite does: the same module must always get the very same URL. */
export function withQuery(url: string, parameter: string): string {
  const [, path = url, query = "", fragment = ""] =
    /^([^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(url) ?? [];
  return `${path}?${parameter}${query === "" ? "" : `&${query}`}${fragment}`;
}

/** The path part decoded; the URL as it is when it is not well-formed. */
export function decodedPath(url: string): string {
  const queryAt = url.indexOf("?");
  const path = queryAt === -1 ? url : url.slice(0, queryAt);
  try {
    return decodeURIComponent(path) + url.slice(path.length);
  } catch {
    return url;
  }
}

/** The absolute URL a specifier names within the app; undefined for a bare or foreign one. */
export function resolveSpecifier(specifier: string, importer: string): string | undefined {
  if (specifier.startsWith("/") && !specifier.startsWith("//")) return specifier;
  if (!specifier.startsWith("./") && !specifier.startsWith("../")) return undefined;
  const { pathname, search } = new URL(specifier, `http://app${importer}`);
  return pathname + search;
}

/** Modules of installed packages: they change only together with a full reload. */
export function isDependency(path: string): boolean {
  return path.includes("/node_modules/");
}
