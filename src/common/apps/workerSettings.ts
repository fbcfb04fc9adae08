import type { WranglerConfig } from "./wranglerConfig.ts";

/** One file of a database's migrations folder. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** What an app's folder says about its own worker. */
export interface WorkerSettings extends WranglerConfig {
  /** The configuration's name; null when there is none. */
  readonly file: string | null;
  /** Of `.dev.vars`. Their values go to the worker and nowhere else. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Of each D1 binding, by its name, in their order. */
  readonly migrations: Readonly<Record<string, readonly Migration[]>>;
  /** Why not all of it could be read, with the file; the rest holds. */
  readonly faults: readonly { readonly file: string; readonly reason: string }[];
}

const DEV_VARS = ".dev.vars";

/** Whether a change of this file changes a worker's settings. `relative` uses `/`. */
export function concernsWorker(relative: string): boolean {
  return (
    /^wrangler\.(?:jsonc?|toml)$/.test(relative) ||
    relative === DEV_VARS ||
    relative.endsWith(".sql")
  );
}
