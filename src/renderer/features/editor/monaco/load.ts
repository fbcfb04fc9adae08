import type * as setup from "./setup.ts";

export type MonacoSetup = typeof setup;

let loading: Promise<MonacoSetup> | undefined;
let loaded: MonacoSetup | undefined;

/** Loads Monaco once. It is megabytes: the frame and the tree paint before it. */
export function loadMonaco(): Promise<MonacoSetup> {
  loading ??= import("./setup.ts").then((module) => (loaded = module));
  return loading;
}

/** Monaco, when it is there already. */
export function loadedMonaco(): MonacoSetup | undefined {
  return loaded;
}
