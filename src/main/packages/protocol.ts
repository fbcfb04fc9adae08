import type { PackageJob } from "../../common/contracts/packages.ts";
import type { Problem } from "../../common/contracts/problem.ts";

/**
 * The wire between the host and the installer, a process of its own for one job (Node IPC). It
 * is started with the real Node that ships with Studio, so no Node or npm of the person's is
 * needed, and it never runs a package's scripts.
 */

/** Folders the installer takes packages from. */
export interface PackageSources {
  /** Ships with Studio: tarballs of all starters' packages. Only read. */
  readonly bundledCache: string;
  /** The installer's own cache; written. */
  readonly cache: string;
  /** Caches of other tools to copy from, such as the person's npm cache. Only read. */
  readonly otherCaches: readonly string[];
  /** Complete node_modules by lockfile, each for one app to take; written. */
  readonly preparedTrees: string;
}

export type InstallerTask =
  /** Brings node_modules in step with the lockfile, or with package.json where there is none. */
  | {
      readonly type: "install";
      /** What was prepared for another starter is then good to begin from. */
      readonly isFromStarter: boolean;
    }
  /** `name` or `name@range`, checked by the contract. */
  | { readonly type: "add"; readonly specs: readonly string[]; readonly isDev: boolean }
  | { readonly type: "remove"; readonly names: readonly string[] }
  /** Has a tree ready for the next app of a starter; changes nothing in the starter itself. */
  | { readonly type: "prepare" }
  /** Undoes or completes what a killed installer left. */
  | { readonly type: "recover" };

export interface InstallerStart {
  readonly type: "start";
  /** Absolute, real path of the app's folder. */
  readonly root: string;
  readonly sources: PackageSources;
  readonly task: InstallerTask;
}

export type ToInstaller = InstallerStart | { readonly type: "cancel" };

export type FromInstaller =
  | {
      readonly type: "progress";
      readonly stage: Exclude<PackageJob["stage"], "done">;
      readonly done: number;
      readonly total: number | null;
    }
  /** The job ended; null when it succeeded. */
  | { readonly type: "ended"; readonly problem: Problem | null };
