import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { parseJsonc } from "./jsonc.ts";

export interface WorkerEntry {
  /** Absolute path of the worker's main module. */
  readonly file: string;
  readonly compatibilityDate: string;
}

/** Used when the app names none: what the bundled workerd is known to run. */
const COMPATIBILITY_DATE = "2026-11-17";

const WranglerConfig = z.looseObject({
  main: z.string().optional(),
  compatibility_date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
});

const CONFIG_FILES = ["wrangler.jsonc", "wrangler.json", "wrangler.toml"];
const DEFAULT_ENTRIES = ["worker/index.ts", "worker/index.js"];

/** Whether a change of this file can move the entry. `relative` uses `/`. */
export function decidesWorkerEntry(relative: string): boolean {
  return CONFIG_FILES.includes(relative) || DEFAULT_ENTRIES.includes(relative);
}

/** The app's own API worker; null when it has none. Throws when its settings cannot be read. */
export async function workerEntry(root: string): Promise<WorkerEntry | null> {
  const settings = await readSettings(root);
  const named = settings.main === undefined ? DEFAULT_ENTRIES : [settings.main];
  const file = named.map((name) => path.resolve(root, name)).find((name) => existsSync(name));
  if (file === undefined || !file.startsWith(root + path.sep)) return null;
  return { file, compatibilityDate: settings.compatibility_date ?? COMPATIBILITY_DATE };
}

async function readSettings(root: string): Promise<z.infer<typeof WranglerConfig>> {
  const name = CONFIG_FILES.find((file) => existsSync(path.join(root, file)));
  if (name === undefined) return {};
  const text = await readFile(path.join(root, name), "utf8");
  return WranglerConfig.parse(name.endsWith(".toml") ? parseTopLevel(text) : parseJsonc(text));
}

/** The strings above a TOML file's first table: both settings read here stand there. */
function parseTopLevel(toml: string): Record<string, string> {
  const [top = ""] = toml.split(/^\s*\[/m, 1);
  const pairs = [...top.matchAll(/^\s*([\w-]+)\s*=\s*["']([^"']*)["']/gm)];
  return Object.fromEntries(pairs.map((match) => [match[1] ?? "", match[2] ?? ""]));
}
