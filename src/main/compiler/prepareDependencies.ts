import path from "node:path";
import { applySeed, cacheFits } from "./dependencySeed.ts";
import type { CompilerStart } from "./protocol.ts";
import type { DependencyOptimizer } from "./viteSession.ts";

/**
 * Makes Vite find a dependency cache that fits: the one that is there, a copy of a seed, or one
 * that the optimizer process writes. When none of them works out, Vite optimises by itself.
 */
export async function prepareDependencies(
  optimizer: DependencyOptimizer,
  start: CompilerStart,
  optimize: () => Promise<void>,
): Promise<void> {
  const depsDir = path.join(start.cacheDir, "deps");
  const { hash, configHash, lockfileHash } = optimizer.metadata;
  const wanted = { hash, configHash, lockfileHash };
  if (await cacheFits(depsDir, wanted)) return;
  const { seed: seedDir, config, root } = start;
  const mayUseSeed = seedDir !== null && config === "studio";
  if (mayUseSeed && (await applySeed({ seedDir, depsDir, root, wanted }))) return;
  await optimize();
}
