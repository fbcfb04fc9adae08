import { createHash } from "node:crypto";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { version as viteVersion } from "vite";
import { z } from "zod";
import { slashed } from "./pathAliases.ts";

/** What Vite writes beside optimised dependencies, as far as it is looked at here. */
const Metadata = z.looseObject({
  hash: z.string(),
  configHash: z.string(),
  lockfileHash: z.string(),
  optimized: z.record(z.string(), z.looseObject({ src: z.string() })),
});

const SeedInfo = z.object({ identity: z.string() });

const HiddenLockfile = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({ version: z.string().optional(), integrity: z.string().optional() }),
  ),
});

/** Changes whenever the same packages would be optimised into something else. */
const FORMAT = 1;
const METADATA = "_metadata.json";
const INFO = "seed.json";

/** The part of Vite's metadata that decides whether it takes a cache over. */
export interface CacheHashes {
  readonly hash: string;
  readonly configHash: string;
  readonly lockfileHash: string;
}

/** Whether Vite would take over the cache in this folder. */
export async function cacheFits(depsDir: string, wanted: CacheHashes): Promise<boolean> {
  const metadata = await readMetadata(depsDir);
  return (
    metadata !== null &&
    metadata.lockfileHash === wanted.lockfileHash &&
    metadata.configHash === wanted.configHash
  );
}

/**
 * Copies optimised dependencies that were built for the very same packages into an app's cache.
 * Vite would refuse a plain copy, for its hash covers the app's folder; so the copy gets the
 * hashes Vite is about to compare. False when the seed was built for other packages, or cannot
 * be used; the cache is then as it was before, or empty.
 */
export async function applySeed(options: {
  seedDir: string;
  depsDir: string;
  root: string;
  wanted: CacheHashes;
}): Promise<boolean> {
  const { seedDir, depsDir, root, wanted } = options;
  const identity = await seedIdentity(root);
  const info = await readJson(path.join(seedDir, INFO), SeedInfo);
  const metadata = await readMetadata(seedDir);
  if (identity === null || info?.identity !== identity || metadata === null) return false;
  const staging = `${depsDir}_seed`;
  try {
    await rm(staging, { recursive: true, force: true });
    await cp(seedDir, staging, { recursive: true, filter: (file) => !file.endsWith(INFO) });
    const own = withSources(metadata, (src) => relative(depsDir, path.join(root, src)));
    await writeFile(path.join(staging, METADATA), JSON.stringify({ ...own, ...wanted }));
    await rm(depsDir, { recursive: true, force: true });
    await rename(staging, depsDir);
    return true;
  } catch {
    // A seed only saves time: whatever fails here, Vite does the work itself.
    await rm(staging, { recursive: true, force: true }).catch(() => undefined);
    return false;
  }
}

/** Makes a seed of an app's cache. Throws when the app's packages or its cache are missing. */
export async function writeSeed(options: {
  seedDir: string;
  depsDir: string;
  root: string;
}): Promise<void> {
  const { seedDir, depsDir, root } = options;
  const identity = await seedIdentity(root);
  const metadata = await readMetadata(depsDir);
  if (identity === null) throw new Error(`The packages of ${root} are not installed.`);
  if (metadata === null) throw new Error(`No dependencies were optimised in ${depsDir}.`);
  await rm(seedDir, { recursive: true, force: true });
  await mkdir(path.dirname(seedDir), { recursive: true });
  await cp(depsDir, seedDir, { recursive: true, filter: (file) => !file.endsWith(".map") });
  const own = withSources(metadata, (src) => relative(root, path.resolve(depsDir, src)));
  await writeFile(path.join(seedDir, METADATA), JSON.stringify(own));
  await writeFile(path.join(seedDir, INFO), JSON.stringify({ identity }));
}

/** Names exactly the installed packages; null when npm has not installed any. */
async function seedIdentity(root: string): Promise<string | null> {
  const lockfile = path.join(root, "node_modules", ".package-lock.json");
  const installed = await readJson(lockfile, HiddenLockfile);
  if (installed === null) return null;
  const packages = Object.entries(installed.packages)
    .map(([place, { version, integrity }]) => `${place}@${version ?? ""}#${integrity ?? ""}`)
    .toSorted();
  return createHash("sha256")
    .update(JSON.stringify([FORMAT, viteVersion, packages]))
    .digest("base64url");
}

type Metadata = z.infer<typeof Metadata>;

function withSources(metadata: Metadata, place: (src: string) => string): Metadata {
  const optimized = Object.entries(metadata.optimized).map(([id, info]) => {
    return [id, { ...info, src: place(info.src) }] as const;
  });
  return { ...metadata, optimized: Object.fromEntries(optimized) };
}

function relative(from: string, to: string): string {
  return slashed(path.relative(from, to));
}

function readMetadata(directory: string): Promise<Metadata | null> {
  return readJson(path.join(directory, METADATA), Metadata);
}

async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
  try {
    return schema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    // Absent, cut and foreign files are alike: there is nothing to go by.
    return null;
  }
}
