import { useEffect } from "react";
import { followNetwork } from "./networkStore.ts";

/** Shows nothing: it listens to the page from the start, whether or not the panel is open. */
export function NetworkOverlay(): null {
  useEffect(followNetwork, []);
  return null;
}
