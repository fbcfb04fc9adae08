/** The module by which lists are kept in the browser: the same for every list of an app. */
export const LOCAL_COLLECTION_PATH = "src/lib/localCollection.ts";

export const LOCAL_COLLECTION_SOURCE = `import { useSyncExternalStore } from "react";

export type Saved<Draft> = Draft & { id: string };

/**
 * A list that is kept in this browser and seen by nobody else. To move it into a database, keep the
 * four functions and change what they do.
 */
export function localCollection<Draft extends object>(key: string) {
  let items = read<Draft>(key);
  const listeners = new Set<() => void>();

  function write(next: Saved<Draft>[]) {
    items = next;
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // Without storage the list lasts until the page is closed.
    }
    for (const listener of listeners) listener();
  }

  function subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  return {
    useAll: () => useSyncExternalStore(subscribe, () => items),
    add: (draft: Draft) => write([{ ...draft, id: crypto.randomUUID() }, ...items]),
    update: (id: string, draft: Draft) =>
      write(items.map((item) => (item.id === id ? { ...draft, id } : item))),
    remove: (id: string) => write(items.filter((item) => item.id !== id)),
  };
}

function read<Draft>(key: string): Saved<Draft>[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}
`;
