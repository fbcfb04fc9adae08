import { z } from "zod";
import { Problem } from "../../common/contracts/problem.ts";
import type {
  Author,
  Branch,
  BranchName,
  CommitId,
  CommittedChange,
  FileRevision,
  KeptChanges,
  LogPage,
  ReadyRepository,
  Resolution,
  SwitchMode,
  VersionContent,
} from "../../common/contracts/versions.ts";

/** What can be asked of the git process about one folder. Failures come as problems. */
export interface GitCalls {
  status: {
    /** Paths that may have changed since the last call; null looks at everything. */
    input: { readonly changed: readonly string[] | null };
    output:
      | ReadyRepository
      | { readonly kind: "none" }
      | { readonly kind: "unsupported"; readonly reason: string };
  };
  /** Begins a repository; with a message everything is committed at once. */
  init: {
    input: { readonly message: string | null; readonly author: Author | null };
    output: { readonly committed: boolean };
  };
  stage: { input: { readonly paths: readonly string[] | null }; output: null };
  unstage: { input: { readonly paths: readonly string[] | null }; output: null };
  commit: {
    input: {
      readonly message: string;
      readonly amend: boolean;
      readonly author: Author | null;
      /** Runs the repository's hooks by the system's git. Only for a folder that is trusted. */
      readonly hooks: boolean;
    };
    output:
      | { readonly kind: "committed"; readonly id: CommitId }
      | { readonly kind: "author-needed" };
  };
  branches: { input: null; output: readonly Branch[] };
  createBranch: {
    input: { readonly name: BranchName; readonly at: CommitId | null };
    output: null;
  };
  switchBranch: {
    input: { readonly name: string; readonly mode: SwitchMode };
    output: { readonly kept: KeptChanges | null };
  };
  renameBranch: { input: { readonly from: string; readonly to: BranchName }; output: null };
  deleteBranch: {
    input: { readonly name: string; readonly force: boolean };
    output: { readonly was: CommitId };
  };
  merge: {
    input: { readonly name: string; readonly author: Author | null };
    output: MergeAnswer;
  };
  abortMerge: { input: null; output: null };
  resolve: { input: { readonly path: string; readonly how: Resolution }; output: null };
  log: {
    input: { readonly path: string | null; readonly skip: number; readonly limit: number };
    output: LogPage;
  };
  changesOf: { input: { readonly id: CommitId }; output: readonly CommittedChange[] };
  version: {
    input: { readonly path: string; readonly revision: FileRevision };
    output: VersionContent;
  };
  discard: {
    input: { readonly paths: readonly string[] | null };
    output: { readonly kept: KeptChanges | null };
  };
  kept: { input: null; output: readonly KeptChanges[] };
  restoreKept: { input: { readonly id: string }; output: null };
  forgetKept: { input: { readonly id: string }; output: null };
  setRemote: { input: { readonly url: string | null }; output: null };
  exchange: { input: ExchangeInput; output: ExchangeAnswer };
}

export type MergeAnswer =
  | { readonly kind: "up-to-date" | "fast-forward" | "merged" | "author-needed" }
  | { readonly kind: "conflicts"; readonly count: number };

export interface ExchangeInput {
  readonly kind: "fetch" | "pull" | "push";
  /** For https; null tries without. */
  readonly token: string | null;
  /** Whether the system's git may be run in the folder, whose settings can name programs. */
  readonly trusted: boolean;
  readonly author: Author | null;
}

/** What a pull merged; null after a fetch or a push. */
export interface ExchangeAnswer {
  readonly merged: MergeAnswer | null;
}

export type GitCallName = keyof GitCalls;

/** How far a long call has come. */
export const GitProgress = z.object({
  stage: z.string(),
  done: z.number(),
  total: z.number().nullable(),
});
export type GitProgress = z.infer<typeof GitProgress>;

/** Host → git process. */
export type ToGit =
  | {
      readonly type: "call";
      readonly id: number;
      readonly root: string;
      readonly name: GitCallName;
      readonly input: unknown;
    }
  | { readonly type: "cancel"; readonly id: number }
  /** Tell of changes that other programs make to the folder's repository, or no more. */
  | { readonly type: "watch"; readonly root: string; readonly on: boolean }
  | { readonly type: "ping" };

/** Git process → host. */
export const FromGit = z.discriminatedUnion("type", [
  z.object({ type: z.literal("done"), id: z.number(), output: z.unknown() }),
  z.object({ type: z.literal("failed"), id: z.number(), problem: Problem }),
  z.object({ type: z.literal("progress"), id: z.number(), progress: GitProgress }),
  z.object({ type: z.literal("changed"), root: z.string() }),
  z.object({ type: z.literal("pong") }),
]);
export type FromGit = z.infer<typeof FromGit>;

export interface GitCallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: GitProgress) => void;
}

/** The git process as a service sees it. Calls on the same folder run one after the other. */
export interface GitPort {
  call<Name extends GitCallName>(
    root: string,
    name: Name,
    input: GitCalls[Name]["input"],
    options?: GitCallOptions,
  ): Promise<GitCalls[Name]["output"]>;
  /** Fires when another program changed the folder's repository, until the result is called. */
  watch(root: string, onChange: () => void): () => void;
}
