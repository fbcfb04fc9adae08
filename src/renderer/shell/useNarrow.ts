import { useSyncExternalStore } from "react";

/** Below this many CSS pixels (also a wide window at 200 % zoom) three columns do not fit. */
const QUERY = "(max-width: 900px)";

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(QUERY);
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => window.matchMedia(QUERY).matches,
  );
}
