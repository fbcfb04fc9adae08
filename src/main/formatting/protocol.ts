import { z } from "zod";
import type { LinterName } from "../../common/contracts/formatting.ts";
import { LintFinding } from "../../common/contracts/formatting.ts";

/**
 * The wire between the host and the process in which an app's formatters and linters run (Node
 * IPC): their code and their configuration are the app's. The host ends one that hangs.
 */

/** `module` is the package's folder in the app; null stands for Studio's own. */
export type FormatTool =
  | { readonly name: "prettier"; readonly module: string | null; readonly usesConfig: boolean }
  | { readonly name: "biome" | "oxfmt"; readonly module: string };

export interface FormatJob {
  readonly type: "format";
  readonly root: string;
  /** Absolute path; it need not exist. */
  readonly file: string;
  readonly text: string;
  readonly range: { readonly start: number; readonly end: number } | null;
  readonly indent: { readonly spaces: boolean; readonly size: number };
  readonly tool: FormatTool;
}

export interface LintJob {
  readonly type: "lint";
  readonly root: string;
  readonly file: string;
  readonly text: string;
  readonly tool: { readonly name: LinterName; readonly module: string };
}

/** Loads a tool, so that the first save does not wait for it. */
export interface WarmJob {
  readonly type: "warm";
  readonly module: string | null;
}

export type ToolJob = FormatJob | LintJob | WarmJob;
export type ToTools = ToolJob & { readonly id: number };

export const FromTools = z.discriminatedUnion("type", [
  /** Null: the tool does not know this kind of file. */
  z.object({
    type: z.literal("formatted"),
    id: z.number(),
    text: z.string().nullable(),
    ignored: z.boolean(),
  }),
  z.object({ type: z.literal("linted"), id: z.number(), findings: z.array(LintFinding) }),
  z.object({ type: z.literal("warmed"), id: z.number() }),
  /** What the tool said instead. */
  z.object({ type: z.literal("failed"), id: z.number(), reason: z.string() }),
]);
export type FromTools = z.infer<typeof FromTools>;

/** The processes as the service sees them. */
export interface ToolHost extends AsyncDisposable {
  /**
   * Runs one job.
   *
   * @throws ProblemError; `process-down` when the tool hangs longer than `limitMs`, or dies.
   */
  run(job: ToolJob, limitMs: number): Promise<FromTools>;
}
