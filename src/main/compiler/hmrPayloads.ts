import type { HotPayload, Update } from "vite";

export const FULL_RELOAD = { type: "full-reload", path: "*" } as const;

export interface SortedPayloads {
  readonly updates: readonly Update[];
  readonly reload: boolean;
  /** Custom events and prunings, in order. */
  readonly others: readonly HotPayload[];
  readonly errors: readonly HotPayload[];
}

export function sortPayloads(payloads: readonly HotPayload[]): SortedPayloads {
  return {
    updates: payloads.flatMap((payload) => (payload.type === "update" ? payload.updates : [])),
    reload: payloads.some(({ type }) => type === "full-reload"),
    others: payloads.filter(({ type }) => type === "custom" || type === "prune"),
    errors: payloads.filter(({ type }) => type === "error"),
  };
}

/** One update per boundary, the newest: a page applies a burst at once. */
export function mergeUpdates(updates: readonly Update[]): Update[] {
  const newest = new Map<string, Update>();
  for (const update of updates) {
    const key = `${update.path}\n${update.acceptedPath}`;
    const other = newest.get(key);
    if (other === undefined || other.timestamp < update.timestamp) newest.set(key, update);
  }
  return [...newest.values()];
}
