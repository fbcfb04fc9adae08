// Optimises each starter's dependencies once (resources/package-cache/seeds/<id>), so that a new
// app's first page needs no wait for it. Run by the setup and by packaging, after the package
// cache was filled; needs no network.
import { createHash } from "node:crypto";
import { cp, mkdtemp, realpath, rm } from "node:fs/promises";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { silentLog } from "../src/common/base/log.ts";
import { buildSeed } from "../src/main/compiler/buildSeed.ts";
import { PackagesService } from "../src/main/services/packages/packagesService.ts";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const starters = path.join(root, "resources/starters");
const cache = path.join(root, "resources/package-cache");

for (const starter of readdirSync(starters)) await fill(starter);

async function fill(starter) {
  const app = path.join(starters, starter, "app");
  const seedDir = path.join(cache, "seeds", starter);
  const stampFile = path.join(cache, "seeds", `${starter}.stamp`);
  const stamp = stampOf(app);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  console.log(`[studio] optimising the packages of starter "${starter}"`);
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "studio-seed-app-")));
  try {
    await cp(app, folder, { recursive: true });
    await install(folder);
    await rm(seedDir, { recursive: true, force: true });
    await buildSeed({ appFolder: folder, seedDir });
    mkdirSync(path.dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, stamp);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** By the very installer that a new app gets. */
async function install(folder) {
  const scratch = path.join(folder, "..", `${path.basename(folder)}-cache`);
  await using packages = new PackagesService({
    nodeBinary: process.execPath,
    entry: path.join(root, "src/main/packages/entry.ts"),
    sources: {
      bundledCache: cache,
      cache: scratch,
      otherCaches: [],
      preparedTrees: path.join(scratch, "trees"),
    },
    appOf: () => ({ folder, starter: null }),
    now: Date.now,
    log: silentLog,
  });
  await packages.installToEnd("seeded", () => undefined);
  await rm(scratch, { recursive: true, force: true });
}

/** Other packages, other sources that import them, or another Vite make another seed. */
function stampOf(app) {
  const hash = createHash("sha256");
  hash.update(readFileSync(path.join(root, "node_modules/vite/package.json")));
  for (const file of readdirSync(app, { recursive: true, withFileTypes: true })) {
    if (file.isFile() && /\.(?:tsx?|json|html)$/.test(file.name)) {
      hash.update(readFileSync(path.join(file.parentPath, file.name)));
    }
  }
  return hash.digest("hex");
}
