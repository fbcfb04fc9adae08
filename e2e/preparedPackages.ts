import { existsSync, linkSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from "node:fs";
import path from "node:path";
import type { AppId } from "../src/common/apps/appId.ts";
import { silentLog } from "../src/common/base/log.ts";
import { PackagesService } from "../src/main/services/packages/packagesService.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const TREES = path.join(ROOT, "out/e2e-packages");
/** What the specs make apps from. */
const STARTERS = ["storefront", "blank"];

/**
 * Studio keeps each starter's packages ready a minute after its start. A test's Studio is younger,
 * and would unpack hundreds of megabytes for every app; that this works is proven beside the
 * service.
 */
export default async function preparePackages(): Promise<void> {
  const apps = path.join(ROOT, "resources/starters");
  await using packages = new PackagesService({
    nodeBinary: process.execPath,
    entry: path.join(ROOT, "out/main/packages.js"),
    sources: {
      bundledCache: path.join(ROOT, "resources/package-cache"),
      cache: path.join(TREES, ".cache"),
      otherCaches: [],
      preparedTrees: TREES,
    },
    appOf: (appId: AppId) => ({ folder: path.join(apps, appId), starter: appId }),
    now: Date.now,
    log: silentLog,
  });
  await packages.keepPrepared(STARTERS.map((starter) => path.join(apps, starter, "app")));
}

/** Gives a data folder the prepared packages; their files are links, which costs next to nothing. */
export function givePreparedPackages(dataDir: string): void {
  if (!existsSync(TREES)) return;
  const trees = readdirSync(TREES).filter((name) => !name.startsWith("."));
  for (const tree of trees) {
    linkTree(path.join(TREES, tree), path.join(dataDir, "prepared-packages", tree));
  }
}

function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkSync(source, target);
  }
}
