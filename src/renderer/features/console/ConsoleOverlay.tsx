import { useEffect } from "react";
import { followConsole } from "./consoleStore.ts";

/** Shows nothing: it listens to the page from the start, whether or not the panel is open. */
export function ConsoleOverlay(): null {
  useEffect(followConsole, []);
  return null;
}
