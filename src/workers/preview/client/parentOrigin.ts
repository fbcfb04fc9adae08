/**
 * The origin of the window that embeds this page, when it is one of these. A message sent to any
 * other origin would be an error in the page's console.
 */
export function parentOrigin(origins: readonly string[]): string | undefined {
  if (window.parent === window) return undefined;
  const parent = location.ancestorOrigins?.[0] ?? URL.parse(document.referrer)?.origin;
  return origins.find((origin) => origin === parent);
}

/** Reads the JSON array of origins from a script's tag. */
export function readOrigins(json: string | undefined): readonly string[] {
  const origins: unknown = JSON.parse(json ?? "[]");
  return Array.isArray(origins) ? origins.filter((origin) => typeof origin === "string") : [];
}
