import { z } from "zod";
import { AppId } from "../apps/appId.ts";
import { FilePath } from "../apps/filePath.ts";
import { Diagnostic, TextRange } from "./language.ts";
import { Problem } from "./problem.ts";

export const FormatterName = z.enum(["prettier", "biome", "oxfmt"]);
export type FormatterName = z.infer<typeof FormatterName>;

/** What formats a file. */
export const Formatter = z.object({
  name: FormatterName,
  /** The app's own, as its packages and its configuration have it, or the one Studio brings. */
  origin: z.enum(["app", "studio"]),
});
export type Formatter = z.infer<typeof Formatter>;

/** Longer texts are left alone: formatting one would hold everything else up. */
export const MAX_FORMATTED_CHARS = 2_000_000;

export const FormatInput = z.object({
  appId: AppId,
  path: FilePath,
  text: z.string().max(MAX_FORMATTED_CHARS),
  /** Formats only what touches these offsets; the whole text without them. */
  range: z.object({ start: z.int().nonnegative(), end: z.int().nonnegative() }).nullable(),
  /** Only with a formatter of the app's own. */
  onlyWithOwn: z.boolean(),
  /** What holds where no configuration says otherwise. */
  indent: z.object({ spaces: z.boolean(), size: z.int().min(1).max(16) }),
});
export type FormatInput = z.infer<typeof FormatInput>;

export const FormatResult = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("formatted"), text: z.string(), by: Formatter }),
  /** No formatter is asked for, knows this kind of file, or may touch it. */
  z.object({
    kind: z.literal("left"),
    reason: z.enum(["no-formatter", "not-supported", "ignored"]),
  }),
  /** The text stays as it was. */
  z.object({ kind: z.literal("failed"), problem: Problem, by: Formatter.nullable() }),
]);
export type FormatResult = z.infer<typeof FormatResult>;

export const LinterName = z.enum(["eslint", "oxlint"]);
export type LinterName = z.infer<typeof LinterName>;

export const LintInput = z.object({
  appId: AppId,
  path: FilePath,
  /** The text as it stands in the editor; only a linter that takes texts sees it. */
  text: z.string().max(MAX_FORMATTED_CHARS),
  /** The text is what the disk holds. */
  isSaved: z.boolean(),
});
export type LintInput = z.infer<typeof LintInput>;

/** A change that settles a finding. */
const LintFix = z.object({
  title: z.string(),
  range: TextRange,
  text: z.string(),
});
export type LintFix = z.infer<typeof LintFix>;

export const LintFinding = z.object({ diagnostic: Diagnostic, fixes: z.array(LintFix).readonly() });
export type LintFinding = z.infer<typeof LintFinding>;

export const LintResult = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("linted"),
    by: LinterName,
    findings: z.array(LintFinding).readonly(),
  }),
  /** The app has no linter, or the linter does not look at this text: what is known stays. */
  z.object({ kind: z.literal("left"), reason: z.enum(["no-linter", "not-saved", "not-trusted"]) }),
  z.object({ kind: z.literal("failed"), by: LinterName, problem: Problem }),
]);
export type LintResult = z.infer<typeof LintResult>;

/** Formats and lints texts with the tools of their app. Failures are part of the results. */
export interface TextTools {
  /** What would format a file; null when nothing would. Gets it ready. */
  formatterOf(appId: AppId, path: FilePath): Promise<Formatter | null>;
  format(input: FormatInput): Promise<FormatResult>;
  lint(input: LintInput): Promise<LintResult>;
}
