import { z } from "zod";
import { Problem } from "../../common/contracts/problem.ts";
import { ImportJob } from "../../common/contracts/versions.ts";

/** What is too much to be an app by mistake. */
export interface ImportLimits {
  readonly files: number;
  /** Of all files together. */
  readonly bytes: number;
  /** Of what is fetched. */
  readonly fetched: number;
}

export type ImportTask =
  | {
      readonly kind: "clone";
      readonly url: string;
      readonly branch: string | null;
      readonly token: string | null;
      /** All commits instead of the newest only. */
      readonly history: boolean;
    }
  | { readonly kind: "zip"; readonly file: string };

export interface ImportStart {
  readonly task: ImportTask;
  /** An empty folder. */
  readonly target: string;
  readonly limits: ImportLimits;
}

export const ImportProgress = ImportJob.pick({ stage: true, done: true, total: true, unit: true });
export type ImportProgress = z.infer<typeof ImportProgress>;

const Skipped = z.object({ path: z.string(), reason: z.string() });
export type Skipped = z.infer<typeof Skipped>;

/** Importer → host. */
export const FromImporter = z.discriminatedUnion("type", [
  z.object({ type: z.literal("progress"), progress: ImportProgress }),
  z.object({ type: z.literal("done"), skipped: z.array(Skipped) }),
  z.object({ type: z.literal("failed"), problem: Problem }),
]);
export type FromImporter = z.infer<typeof FromImporter>;

/**
 * Runs one import in a process of its own, which an abort ends.
 *
 * @returns what was left out. @throws ProblemError; `cancelled` after an abort.
 */
export type RunImport = (
  start: ImportStart,
  options: {
    readonly signal: AbortSignal;
    readonly onProgress: (progress: ImportProgress) => void;
  },
) => Promise<readonly Skipped[]>;
