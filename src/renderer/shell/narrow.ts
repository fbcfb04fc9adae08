import { useSyncExternalStore } from "react";
import { create } from "zustand";

/** Below this many CSS pixels (also a wide window at 200 % zoom) three columns do not fit. */
const QUERY = "(max-width: 900px)";

export function isNarrow(): boolean {
  return window.matchMedia(QUERY).matches;
}

export function useNarrow(): boolean {
  return useSyncExternalStore((changed) => {
    const query = window.matchMedia(QUERY);
    query.addEventListener("change", changed);
    return () => query.removeEventListener("change", changed);
  }, isNarrow);
}

/** In a narrow frame the side panel lies above the rest while it is needed. */
export const useDrawer = create<{ readonly open: boolean }>(() => ({ open: false }));
