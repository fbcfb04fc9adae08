import { access, copyFile, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { problem } from "../../common/contracts/problem.ts";
import { copyNodeModules } from "./copyTree.ts";
import { installProblem } from "./installProblem.ts";
import {
  hasLocalPackages,
  isInStep,
  type Lockfile,
  neededPackages,
  readLockfile,
  readManifest,
  treeHash,
} from "./lockfile.ts";
import { PreparedTrees } from "./preparedTrees.ts";
import type { FromInstaller, InstallerStart, InstallerTask } from "./protocol.ts";
import { readRegistryConfig } from "./registryConfig.ts";
import { recoverStaging, Staging } from "./staging.ts";
import { chooseCache, fillOwnCache } from "./tarballCache.ts";

type Report = (progress: Extract<FromInstaller, { type: "progress" }>) => void;

const OTHER_LOCKFILES = ["pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb"];

/**
 * Does one job. On failure the app's package.json, lockfile and node_modules are as they were.
 *
 * @throws ProblemError
 */
export async function runInstaller(
  start: InstallerStart,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  // A starter is only read.
  if (start.task.type !== "prepare") await recoverStaging(start.root);
  switch (start.task.type) {
    case "recover":
      return;
    case "prepare":
      return orAborted(prepare(start, report), signal);
    case "install":
    case "add":
    case "remove":
      return change(start, report, signal);
  }
}

async function prepare(start: InstallerStart, report: Report): Promise<void> {
  const lockfile = await readLockfile(start.root);
  if (lockfile === null) return;
  const trees = new PreparedTrees(start.sources.preparedTrees);
  const hash = treeHash(lockfile);
  if (await trees.has(hash)) return;
  const staged = await trees.stage();
  try {
    for (const name of ["package.json", "package-lock.json"]) {
      await copyFile(path.join(start.root, name), path.join(staged, name));
    }
    await installSimilar(staged, { start, lockfile, isSaved: false }, report);
    await trees.publish(staged, hash);
  } catch (error) {
    await rm(staged, { recursive: true, force: true });
    throw error;
  }
}

async function change(start: InstallerStart, report: Report, signal: AbortSignal): Promise<void> {
  const { root, task } = start;
  const manifest = await readManifest(root);
  const lockfile = await readLockfile(root);
  if (hasLocalPackages(manifest, lockfile)) return installInPlace(start, report);
  const before = await readFile(path.join(root, "package.json"), "utf8");
  const staging = await Staging.create(root);
  try {
    const isLocked = lockfile !== null && isInStep(manifest, lockfile);
    const filled =
      task.type === "install" && isLocked
        ? fillLocked(start, staging, lockfile, report)
        : fillResolved(start, staging, lockfile, report);
    await orAborted(filled, signal);
    report({ type: "progress", stage: "writing", done: 0, total: null });
    await staging.commit(before);
  } catch (error) {
    // What is still being written when the work was aborted is dropped by the next installer.
    await staging.discard().catch(() => undefined);
    throw error;
  }
}

/** npm's library cannot be stopped: whoever aborts ends the process once this has rejected. */
function orAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(problem("cancelled", "Stopped on request."));
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject);
  });
}

/** Exactly the lockfile's versions: a tree that was prepared, or unpacked from a cache. */
async function fillLocked(
  start: InstallerStart,
  staging: Staging,
  lockfile: Lockfile,
  report: Report,
): Promise<void> {
  const trees = new PreparedTrees(start.sources.preparedTrees);
  if (await trees.take(treeHash(lockfile), path.join(staging.folder, "node_modules"))) return;
  const isFromStarter = start.task.type === "install" && start.task.isFromStarter;
  const install = isFromStarter ? installSimilar : installInto;
  await install(staging.folder, { start, lockfile, isSaved: false }, report);
}

/**
 * Begins from a copy of what was prepared for another starter: copying is many times faster than
 * unpacking, and the install replaces what differs.
 */
async function installSimilar(folder: string, plan: InstallPlan, report: Report): Promise<void> {
  const modules = path.join(folder, "node_modules");
  const similar = await new PreparedTrees(plan.start.sources.preparedTrees).latest();
  if (similar !== undefined) {
    try {
      copyNodeModules(similar, modules);
    } catch {
      // Another app was given that tree meanwhile.
      await rm(modules, { recursive: true, force: true });
    }
  }
  await installInto(folder, plan, report);
}

/** What package.json asks for now, beginning with the packages that are there. */
async function fillResolved(
  start: InstallerStart,
  staging: Staging,
  lockfile: Lockfile | null,
  report: Report,
): Promise<void> {
  const current = path.join(start.root, "node_modules");
  // Only npm's own layout can be built on.
  if (await exists(path.join(current, ".package-lock.json"))) {
    copyNodeModules(current, path.join(staging.folder, "node_modules"));
  }
  await installInto(staging.folder, { start, lockfile, isSaved: true }, report);
}

/** Without staging: npm's library puts back what it moved when it fails. */
async function installInPlace(start: InstallerStart, report: Report): Promise<void> {
  const lockfile = await readLockfile(start.root);
  await installInto(start.root, { start, lockfile, isSaved: true }, report);
}

interface InstallPlan {
  readonly start: InstallerStart;
  readonly lockfile: Lockfile | null;
  readonly isSaved: boolean;
}

async function installInto(folder: string, plan: InstallPlan, report: Report): Promise<void> {
  const { start, lockfile, isSaved } = plan;
  const { root, sources, task } = start;
  const needed = lockfile === null ? [] : neededPackages(lockfile);
  // What is fetched must not land among what ships with Studio.
  const { cache, missing } = await (isSaved ? fillOwnCache : chooseCache)(needed, sources);
  const add = task.type === "add" ? task.specs : [];
  // Loaded only when needed: npm's library takes longer to load than a prepared tree to take.
  const { reify } = await import("./reify.ts");
  const options = {
    folder,
    cache,
    registry: await readRegistryConfig(root),
    add,
    remove: task.type === "remove" ? task.names : [],
    isDev: task.type === "add" && task.isDev,
    isSaved: isSaved && (await mayBeSaved(task, root)),
    hasLockfile: !(await hasOtherLockfile(root)),
    onProgress: (stage: "resolving" | "fetching", done: number, total: number | null) =>
      report({ type: "progress", stage, done, total }),
  };
  const isComplete = !isSaved && missing.length === 0;
  try {
    await reify({ ...options, isOffline: isComplete });
  } catch (error) {
    const failure = installProblem(error, { specs: add, missing });
    if (failure.problem.code !== "offline" || isComplete) throw failure;
    // What was fetched some other day may be enough.
    await reify({ ...options, isOffline: true }).catch(() => {
      throw failure;
    });
  }
}

/** Installing for another tool's lockfile must not add npm's beside it. */
async function mayBeSaved(task: InstallerTask, root: string): Promise<boolean> {
  return task.type !== "install" || !(await hasOtherLockfile(root));
}

async function hasOtherLockfile(root: string): Promise<boolean> {
  if (await exists(path.join(root, "package-lock.json"))) return false;
  const found = await Promise.all(OTHER_LOCKFILES.map((name) => exists(path.join(root, name))));
  return found.includes(true);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
