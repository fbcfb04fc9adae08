import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, copyFile, mkdir, rename } from "node:fs/promises";
import path from "node:path";
import type { NeededPackage } from "./lockfile.ts";
import type { PackageSources } from "./protocol.ts";

/** Which packages can be installed without a network, and the cache to install them from. */
export interface CacheChoice {
  readonly cache: string;
  /** Packages whose tarball no cache holds. */
  readonly missing: readonly NeededPackage[];
}

/** Chooses the bundled cache when it holds everything, and the installer's own otherwise. */
export async function chooseCache(
  needed: readonly NeededPackage[],
  sources: PackageSources,
): Promise<CacheChoice> {
  const notBundled = await without(sources.bundledCache, needed);
  if (notBundled.length === 0) return { cache: sources.bundledCache, missing: [] };
  return fillOwnCache(needed, sources);
}

/** Copies what other caches hold into the installer's own, which also takes what is fetched. */
export async function fillOwnCache(
  needed: readonly NeededPackage[],
  sources: PackageSources,
): Promise<CacheChoice> {
  let missing = await without(sources.cache, needed);
  for (const source of [sources.bundledCache, ...sources.otherCaches]) {
    missing = await copyFrom(source, sources.cache, missing);
  }
  return { cache: sources.cache, missing };
}

/** Copies tarballs that `from` holds. @returns those that it does not. */
export async function copyFrom(
  from: string,
  to: string,
  wanted: readonly NeededPackage[],
): Promise<readonly NeededPackage[]> {
  const missing = await without(from, wanted);
  const held = wanted.filter((needed) => !missing.includes(needed));
  for (const needed of held) {
    const target = contentFile(to, needed.integrity);
    const staged = `${target}.${randomBytes(6).toString("hex")}`;
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(contentFile(from, needed.integrity), staged, constants.COPYFILE_FICLONE);
    await rename(staged, target);
  }
  return missing;
}

/** Those of the packages whose tarball the cache does not hold. */
export async function without(
  cache: string,
  packages: readonly NeededPackage[],
): Promise<readonly NeededPackage[]> {
  const held = await Promise.all(
    packages.map((needed) =>
      access(contentFile(cache, needed.integrity)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return packages.filter((_, i) => held[i] !== true);
}

/**
 * Where npm's cache (cacache, `content-v2`) keeps bytes: by their hash, whatever they were fetched
 * from. Its readers check the hash, so a file that was copied wrongly is never installed.
 */
function contentFile(cache: string, integrity: string): string {
  const [first = ""] = integrity.split(/\s+/).toSorted((a) => (a.startsWith("sha512-") ? -1 : 1));
  const dash = first.indexOf("-");
  const hex = Buffer.from(first.slice(dash + 1), "base64").toString("hex");
  const algorithm = first.slice(0, dash);
  return path.join(cache, "content-v2", algorithm, hex.slice(0, 2), hex.slice(2, 4), hex.slice(4));
}
