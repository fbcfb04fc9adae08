/**
 * What the host's {@link CompilerProcess} and its children say to each other besides the
 * protocol. The rest of the host never sees these messages.
 */

/** CompilerProcess → compiler. */
export type ToSupervised =
  /** Answered at once by a loop that is alive. */
  | { readonly type: "ping" }
  /** The optimizer child ended; `error` says why it could not do its work. */
  | { readonly type: "optimized"; readonly error: string | null };

/** Compiler → CompilerProcess. */
export type FromSupervised =
  | { readonly type: "pong" }
  /** The dependency cache does not fit: run the optimizer child, then answer `optimized`. */
  | { readonly type: "optimize" };

/** CompilerProcess → optimizer, as its only message. */
export interface OptimizerStart {
  readonly type: "optimize";
  readonly root: string;
  readonly cacheDir: string;
  readonly config: "studio" | "app";
}

/** Optimizer → CompilerProcess, as its only message. */
export interface OptimizerResult {
  readonly type: "optimized";
  readonly error: string | null;
}
