import type * as setup from "./terminalScreen.ts";

export type TerminalScreen = setup.TerminalScreen;

type Setup = typeof setup;

let loading: Promise<Setup> | undefined;

/** Loads the terminal once it is needed: whoever opens none does not wait for it. */
export function loadScreens(): Promise<Setup> {
  loading ??= import("./terminalScreen.ts");
  return loading;
}
