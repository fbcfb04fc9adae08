import type { Blob, ManifestRow } from "../../common/apps/room.ts";
import type { PreviewProblem } from "../../common/contracts/preview.ts";
import type { ServedPlace, WrittenPlace } from "../../common/contracts/sourcePlaces.ts";

/**
 * The wire between the host and one app's compiler process (Node IPC, advanced serialization).
 * The compiler holds no credentials: it hands commits to the host, which pushes them to every
 * target and reports back.
 */

export interface CompilerStart {
  readonly type: "start";
  /** Absolute, real path of the app's folder. */
  readonly root: string;
  /** Vite's cache of this app; writable. */
  readonly cacheDir: string;
  /** `studio`: our own config (React, Tailwind, aliases of tsconfig). `app`: vite.config of the app. */
  readonly config: "studio" | "app";
  /** Optimised dependencies that were built for the same lockfile, to copy from; null for none. */
  readonly seed: string | null;
  /** What the target serves already. */
  readonly known: KnownState;
}

export interface KnownState {
  readonly manifest: readonly (readonly [path: string, hash: string, t: number])[];
  readonly blobs: readonly string[];
}

export interface FileEvent {
  /** Absolute path. */
  readonly path: string;
  readonly kind: "added" | "changed" | "removed";
}

export type ToCompiler =
  | CompilerStart
  /** Files changed on disk. `saves` are the ids of the editor's saves among them. */
  | {
      readonly type: "changed";
      readonly files: readonly FileEvent[];
      readonly saves: readonly string[];
    }
  /** A page waits for a path the manifest does not have. */
  | { readonly type: "need"; readonly path: string; readonly accept: string }
  /** A page sent a custom event to Vite's server. */
  | { readonly type: "from-page"; readonly event: string; readonly data: unknown }
  /** Where were these places written? Answered by `located`. */
  | { readonly type: "locate"; readonly id: number; readonly places: readonly ServedPlace[] }
  /** The commit was acknowledged by the local target, or could not be. */
  | {
      readonly type: "committed";
      readonly id: number;
      readonly ok: boolean;
      readonly missing: readonly string[];
    }
  /** The target came back, perhaps with another state: push the difference. */
  | { readonly type: "resync"; readonly known: KnownState }
  | { readonly type: "stop" };

/** A commit without what only the host knows (epoch, wire id). */
export interface CompiledCommit {
  readonly type: "commit";
  readonly id: number;
  readonly kind: "provision" | "update" | "reload" | "need" | "settle";
  readonly blobs: readonly Blob[];
  readonly set: readonly ManifestRow[];
  readonly remove: readonly string[];
  readonly payloads: readonly unknown[];
  readonly answers: readonly string[];
  readonly complete: boolean;
  /** Saves whose effect this commit holds. */
  readonly saves: readonly string[];
  /** The rest of what these saves changed follows: they show, but are not acknowledged yet. */
  readonly partial: boolean;
}

export type FromCompiler =
  | {
      readonly type: "stage";
      readonly stage: "compiler" | "transform";
      readonly status: "running" | "done" | "failed";
      readonly done: number | null;
      readonly total: number | null;
    }
  | CompiledCommit
  /** Everything on disk is pushed (or held back by the problem reported last). */
  | {
      readonly type: "caught-up";
      readonly modules: number;
      /** Saves that changed nothing a page loads, so that no commit carries them. */
      readonly saves: readonly string[];
    }
  /** The newest problem; null when the last good state is the newest again. */
  | { readonly type: "problem"; readonly problem: PreviewProblem | null }
  /** One answer for each place asked for, in order. */
  | {
      readonly type: "located";
      readonly id: number;
      readonly places: readonly (WrittenPlace | null)[];
    }
  /** The app's own `/api` worker was bundled; null when the app has none. */
  | { readonly type: "worker"; readonly bundle: WorkerBundle | null }
  | { readonly type: "log"; readonly level: "info" | "warn" | "error"; readonly message: string };

export interface WorkerBundle {
  readonly hash: string;
  readonly mainModule: string;
  readonly modules: Readonly<Record<string, string>>;
  readonly compatibilityDate: string;
  /** Names that the main module exports. */
  readonly exports: readonly string[];
}
