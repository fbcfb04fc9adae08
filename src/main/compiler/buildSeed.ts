import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeSeed } from "./dependencySeed.ts";
import { optimizeDependencies } from "./optimizeDependencies.ts";
import { viteLogger } from "./viteLogger.ts";

/**
 * Optimises the dependencies of an app whose packages are installed, for all apps made from the
 * same starter. Run it in a process of its own. Rejects with the first error Vite reports.
 */
export async function buildSeed(options: { appFolder: string; seedDir: string }): Promise<void> {
  const root = await realpath(options.appFolder);
  const cacheDir = await mkdtemp(path.join(await realpath(tmpdir()), "studio-seed-"));
  const errors: string[] = [];
  const logger = viteLogger((level, message) => level === "error" && errors.push(message));
  try {
    await optimizeDependencies({ root, cacheDir, config: "studio", logger });
    if (errors[0] !== undefined) throw new Error(errors[0]);
    await writeSeed({ root, seedDir: options.seedDir, depsDir: path.join(cacheDir, "deps") });
  } finally {
    await rm(cacheDir, { recursive: true, force: true });
  }
}
