import Arborist from "@npmcli/arborist";
import type { RegistryConfig } from "./registryConfig.ts";

export interface ReifyOptions {
  /** The folder that holds package.json and gets node_modules. */
  readonly folder: string;
  readonly cache: string;
  /** True: everything is in the cache, and no network is touched. */
  readonly isOffline: boolean;
  readonly registry: RegistryConfig;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly isDev: boolean;
  /** Whether package.json and the lockfile may be written. */
  readonly isSaved: boolean;
  /** Whether there is a package-lock.json of ours to write; another tool's is left alone. */
  readonly hasLockfile: boolean;
  readonly onProgress: (
    stage: "resolving" | "fetching",
    done: number,
    total: number | null,
  ) => void;
}

/** Lets npm's own library install into a folder; no package's script is ever run. */
export async function reify(options: ReifyOptions): Promise<void> {
  const arborist = new Arborist({
    ...options.registry,
    path: options.folder,
    cache: options.cache,
    offline: options.isOffline,
    ignoreScripts: true,
    packageLock: options.hasLockfile,
    // A dead network is told within seconds, not after npm's minutes of retries.
    fetchRetries: 1,
    fetchRetryMintimeout: 500,
    fetchRetryMaxtimeout: 1_000,
    timeout: 30_000,
  });
  const stop = followProgress(arborist, options.onProgress);
  try {
    await arborist.reify({
      ...(options.add.length > 0 ? { add: [...options.add] } : {}),
      ...(options.remove.length > 0 ? { rm: [...options.remove] } : {}),
      ...(options.add.length > 0 ? { saveType: options.isDev ? "dev" : "prod" } : {}),
      save: options.isSaved,
    });
  } finally {
    stop();
  }
}

/** npm's library reports the beginning and end of each package as events of the process. */
function followProgress(arborist: Arborist, report: ReifyOptions["onProgress"]): () => void {
  let done = 0;
  let total: number | null = null;
  const follow = (phase: string, name: string): void => {
    if (!name.startsWith("reifyNode:")) return;
    total ??= countNew(arborist.diff);
    if (phase === "end") done += 1;
    report("fetching", done, total);
  };
  report("resolving", 0, null);
  process.on("time", follow);
  return () => process.off("time", follow);
}

function countNew(diff: Arborist.Diff | null): number {
  if (diff === null) return 0;
  const isNew = diff.action === "ADD" || diff.action === "CHANGE" ? 1 : 0;
  return diff.children.reduce((sum, child) => sum + countNew(child), isNew);
}
