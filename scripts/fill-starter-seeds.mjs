// Prepares each starter once (resources/package-cache/seeds/<id>): its dependencies optimised, and
// a snapshot of everything its page loads, so that a new app is painted before its packages are
// installed. Run by the setup and by packaging, after the package cache was filled; needs no
// network.
import { createHash } from "node:crypto";
import { cp, mkdtemp, realpath, rm } from "node:fs/promises";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { encodeCommit } from "../src/common/apps/room.ts";
import { silentLog } from "../src/common/base/log.ts";
import { buildSeed } from "../src/main/compiler/buildSeed.ts";
import { CompilerProcess } from "../src/main/compiler/compilerProcess.ts";
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
  console.log(`[studio] preparing starter "${starter}"`);
  const work = await realpath(await mkdtemp(path.join(os.tmpdir(), "studio-seed-")));
  const folder = path.join(work, "app");
  try {
    await cp(app, folder, { recursive: true });
    await install(folder, path.join(work, "packages"));
    await rm(seedDir, { recursive: true, force: true });
    await buildSeed({ appFolder: folder, seedDir });
    writeFileSync(
      path.join(cache, "seeds", `${starter}.snapshot`),
      await snapshot(folder, seedDir, path.join(work, "compiler")),
    );
    mkdirSync(path.dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, stamp);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** By the very installer that a new app gets. */
async function install(folder, scratch) {
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
}

/** What the compiler sends to an empty preview store, as one encoded commit. */
async function snapshot(folder, seed, cacheDir) {
  await using compiler = new CompilerProcess({ node: process.execPath, log: silentLog });
  const commits = await new Promise((resolve, reject) => {
    const sent = [];
    compiler.onDied(({ reason }) => reject(new Error(reason)));
    compiler.onMessage((message) => {
      if (message.type === "problem" && message.problem) reject(new Error(message.problem.cause));
      if (message.type === "caught-up") resolve(sent);
      if (message.type !== "commit") return;
      sent.push(message);
      compiler.send({ type: "committed", id: message.id, ok: true, missing: [] });
    });
    const known = { manifest: [], blobs: [] };
    compiler.send({ type: "start", root: folder, cacheDir, config: "studio", seed, known });
  });
  return encodeCommit({
    id: 0,
    epoch: 0,
    blobs: commits.flatMap((commit) => commit.blobs),
    set: commits.flatMap((commit) => commit.set),
    remove: [],
    payloads: [],
    answers: [],
    complete: true,
  });
}

/** Other packages, other sources, another compiler or another Vite make another seed. */
function stampOf(app) {
  const hash = createHash("sha256");
  hash.update(readFileSync(path.join(root, "node_modules/vite/package.json")));
  for (const folder of [app, path.join(root, "src/main/compiler")]) {
    for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (file.isFile()) hash.update(readFileSync(path.join(file.parentPath, file.name)));
    }
  }
  return hash.digest("hex");
}
