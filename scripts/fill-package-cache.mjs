// Fills resources/package-cache with the tarballs that the starters' lockfiles name, for this
// platform, so that a new app installs with no network. What another cache on this machine holds
// (npm's own, usually) is copied; the rest is fetched once. Run by the setup and by packaging.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { neededPackages, readLockfile } from "../src/main/packages/lockfile.ts";
import { readRegistryConfig } from "../src/main/packages/registryConfig.ts";
import { copyFrom, without } from "../src/main/packages/tarballCache.ts";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const AT_ONCE = 8;

const { values } = parseArgs({
  options: {
    starters: { type: "string", default: path.join(root, "resources/starters") },
    cache: { type: "string", default: path.join(root, "resources/package-cache") },
    npm: { type: "string", default: path.join(homedir(), ".npm/_cacache") },
  },
});

process.exitCode = await main(values);

async function main({ starters, cache, npm }) {
  const needed = await neededByAll(starters);
  const stamp = stampOf(needed);
  if (isFresh(cache, stamp)) return 0;
  mkdirSync(cache, { recursive: true });
  let missing = await without(cache, needed);
  missing = await copyFrom(npm, cache, missing);
  if (missing.length > 0)
    console.log(`[studio] fetching ${missing.length} packages of the starters`);
  const failures = await fetchAll(missing, cache);
  if (failures.length > 0) {
    for (const { needed: each, error } of failures.slice(0, 5)) {
      console.error(`[studio] ${each.name}@${each.version} could not be fetched: ${error.message}`);
    }
    console.error(
      `[studio] ${failures.length} of ${needed.length} packages are missing. Connect to the network and run this again.`,
    );
    return 1;
  }
  rmSync(path.join(cache, "tmp"), { recursive: true, force: true });
  writeFileSync(path.join(cache, ".stamp"), stamp);
  return 0;
}

/** Each package once, however many starters use it. */
async function neededByAll(starters) {
  const byIntegrity = new Map();
  for (const id of readdirSync(starters)) {
    const lockfile = await readLockfile(path.join(starters, id, "app"));
    for (const needed of lockfile === null ? [] : neededPackages(lockfile)) {
      byIntegrity.set(needed.integrity, needed);
    }
  }
  return [...byIntegrity.values()].toSorted((a, b) => (a.integrity < b.integrity ? -1 : 1));
}

/** The list is of this platform's packages, so another platform's cache is not taken for ours. */
function stampOf(needed) {
  return createHash("sha256").update(JSON.stringify(needed)).digest("hex");
}

function isFresh(cache, stamp) {
  try {
    return readFileSync(path.join(cache, ".stamp"), "utf8") === stamp;
  } catch {
    return false;
  }
}

async function fetchAll(wanted, cache) {
  if (wanted.length === 0) return [];
  const { default: pacote } = await import("pacote");
  const registry = await readRegistryConfig(root);
  const queue = [...wanted];
  const failures = [];
  async function work() {
    for (let needed = queue.shift(); needed !== undefined; needed = queue.shift()) {
      // The host is replaced by the person's own registry, where they have one.
      const { integrity } = needed;
      const options = { ...registry, cache, integrity, replaceRegistryHost: "npmjs" };
      try {
        await pacote.tarball(needed.resolved, { ...options, fetchRetries: 2 });
      } catch (error) {
        failures.push({ needed, error });
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failures;
}
