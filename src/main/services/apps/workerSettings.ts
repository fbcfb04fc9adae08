import { readdir, readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { parseEnv } from "node:util";
import type { Migration, WorkerSettings } from "../../../common/apps/workerSettings.ts";
import {
  NO_WRANGLER,
  parseWrangler,
  WRANGLER_FILES,
  type WranglerConfig,
} from "../../../common/apps/wranglerConfig.ts";

const MAX_BYTES = 1024 * 1024;
const DEV_VARS = ".dev.vars";

type Fault = WorkerSettings["faults"][number];

/**
 * Reads what an app's folder says about its worker. Never rejects: what cannot be read is told
 * among the faults. A file that leads out of the folder is not read, because what it says would
 * reach the app's code.
 */
export async function readWorkerSettings(root: string): Promise<WorkerSettings> {
  const faults: Fault[] = [];
  const attempt = async <T>(file: string, read: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await read();
    } catch (error) {
      faults.push({ file, reason: error instanceof Error ? error.message : String(error) });
      return otherwise;
    }
  };
  const { file, config } = await readConfig(root, attempt);
  const secrets = await attempt(DEV_VARS, () => readVariables(root), {});
  const migrations: Record<string, readonly Migration[]> = {};
  for (const binding of config.bindings) {
    if (binding.kind !== "d1") continue;
    const folder = binding.migrationsFolder;
    migrations[binding.name] = await attempt(folder, () => readMigrations(root, folder), []);
  }
  return { ...config, file, secrets, migrations, faults };
}

/** The name that a worker's configuration gives it; null when there is none to read. */
export async function readWorkerName(root: string): Promise<string | null> {
  return (await readWorkerSettings(root)).name;
}

type Attempt = <T>(file: string, read: () => Promise<T>, otherwise: T) => Promise<T>;

async function readConfig(
  root: string,
  attempt: Attempt,
): Promise<{ readonly file: string | null; readonly config: WranglerConfig }> {
  for (const file of WRANGLER_FILES) {
    const text = await attempt(file, () => readOwn(root, file), null);
    if (text === null) continue;
    const config = await attempt(file, async () => parseWrangler(file, text), NO_WRANGLER);
    return { file, config };
  }
  return { file: null, config: NO_WRANGLER };
}

async function readVariables(root: string): Promise<Record<string, string>> {
  const text = await readOwn(root, DEV_VARS);
  const entries = Object.entries(parseEnv(text ?? ""));
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

async function readMigrations(root: string, folder: string): Promise<Migration[]> {
  const own = await insideOf(root, folder);
  if (own === null) return [];
  const names = (await readdir(own)).filter((name) => name.endsWith(".sql")).toSorted();
  const read = names.map(async (name) => ({
    name,
    sql: (await readOwn(root, path.join(folder, name))) ?? "",
  }));
  return Promise.all(read);
}

/** Null when there is no such file. */
async function readOwn(root: string, relative: string): Promise<string | null> {
  const file = await insideOf(root, relative);
  if (file === null) return null;
  if ((await stat(file)).size > MAX_BYTES) throw new Error("It is larger than 1 MB.");
  return readFile(file, "utf8");
}

/** Where it really is; null when it is not there. @throws when that is outside of the folder. */
async function insideOf(root: string, relative: string): Promise<string | null> {
  const folder = await realpath(root);
  const file = await realpath(path.resolve(folder, relative)).catch(() => null);
  if (file === null) return null;
  if (!file.startsWith(folder + path.sep)) throw new Error("It leads out of the app's folder.");
  return file;
}
