import type { Blob } from "../../common/apps/room.ts";

/** What one manifest key is served as, and which other keys it names. */
export interface Loaded {
  readonly key: string;
  /** Its body may be null when it was handed out before; see `ModuleLoader.body`. */
  readonly blob: Blob;
  readonly references: readonly string[];
}

/** A key that could not be loaded. */
export class LoadError extends Error {
  readonly key: string;
  /**
   * `missing`: there is no such file. `broken`: the transform failed, see `cause`.
   * `too-large`: more than a store takes. `stale`: a newer dependency cache is on its way.
   */
  readonly reason: "missing" | "broken" | "too-large" | "stale";

  constructor(key: string, reason: LoadError["reason"], cause: unknown) {
    super(`${key} could not be loaded: ${reason}`, { cause });
    this.name = "LoadError";
    this.key = key;
    this.reason = reason;
  }
}

export function toLoadError(key: string, error: unknown): LoadError {
  return error instanceof LoadError ? error : new LoadError(key, "broken", error);
}
