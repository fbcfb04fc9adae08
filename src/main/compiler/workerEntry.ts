import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseWrangler, WRANGLER_FILES } from "../../common/apps/wranglerConfig.ts";

export interface WorkerEntry {
  /** Absolute path of the worker's main module. */
  readonly file: string;
  readonly compatibilityDate: string;
}

/** Used when the app names none: what the bundled workerd is known to run. */
const COMPATIBILITY_DATE = "2026-11-17";

const DEFAULT_ENTRIES = ["worker/index.ts", "worker/index.js"];

/** Whether a change of this file can move the entry. `relative` uses `/`. */
export function decidesWorkerEntry(relative: string): boolean {
  return WRANGLER_FILES.includes(relative) || DEFAULT_ENTRIES.includes(relative);
}

/** The app's own API worker; null when it has none. Throws when its settings cannot be read. */
export async function workerEntry(root: string): Promise<WorkerEntry | null> {
  const { main, compatibilityDate } = await readSettings(root);
  const named = main === null ? DEFAULT_ENTRIES : [main];
  const file = named.map((name) => path.resolve(root, name)).find((name) => existsSync(name));
  if (file === undefined || !file.startsWith(root + path.sep)) return null;
  return { file, compatibilityDate: compatibilityDate ?? COMPATIBILITY_DATE };
}

async function readSettings(
  root: string,
): Promise<{ readonly main: string | null; readonly compatibilityDate: string | null }> {
  const name = WRANGLER_FILES.find((file) => existsSync(path.join(root, file)));
  if (name === undefined) return { main: null, compatibilityDate: null };
  return parseWrangler(name, await readFile(path.join(root, name), "utf8"));
}
