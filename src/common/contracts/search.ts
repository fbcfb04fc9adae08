import { z } from "zod";
import { AppId } from "../apps/appId.ts";
import { FilePath } from "../apps/filePath.ts";
import { Problem } from "./problem.ts";

/** More than a person reads; a search ends there and says so. */
export const MAX_MATCHES = 10_000;

/** As `.gitignore` writes them, relative to the app: `*.ts`, `src/**`, `/docs`, `{a,b}.css`. */
const Globs = z.array(z.string().min(1).max(1000)).max(100).readonly();

export const SearchQuery = z.object({
  pattern: z.string().min(1).max(10_000),
  isRegex: z.boolean(),
  matchCase: z.boolean(),
  wholeWord: z.boolean(),
  /** Searches only what one of them names; none searches everything. */
  include: Globs,
  exclude: Globs,
  /** Leaves out what .gitignore names, and installed packages. */
  respectIgnores: z.boolean(),
  /** Tells what each group of a regular expression matched, for replacing. */
  captures: z.boolean(),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

/** From the first unit to the one after the last: lines and columns are 1-based, in UTF-16 units. */
const TextRange = z.object({
  line: z.int().min(1),
  column: z.int().min(1),
  endLine: z.int().min(1),
  endColumn: z.int().min(1),
});
export type TextRange = z.infer<typeof TextRange>;

export const SearchMatch = TextRange.extend({
  /** The line it begins in, cut to what a row can show. */
  preview: z.string(),
  /** Where the match begins in `preview`, in UTF-16 units. */
  previewAt: z.int().min(0),
  /** Whether `preview` does not begin where the line does. */
  isCut: z.boolean(),
  /** What matched; null when it is too long to be shown and replaced. */
  text: z.string().nullable(),
  /** What the groups 1, 2, … matched (empty when nothing); only when asked for. */
  groups: z.array(z.string()).readonly(),
});
export type SearchMatch = z.infer<typeof SearchMatch>;

export const SearchedFile = z.object({
  path: FilePath,
  matches: z.array(SearchMatch).readonly(),
  /** Some matches are in lines too long to be shown; they are not in `matches`. */
  hasLongLine: z.boolean(),
});
export type SearchedFile = z.infer<typeof SearchedFile>;

/** What a search tells, in this order: any number of `found`, then one `done`. */
export type SearchEvent =
  | { readonly type: "found"; readonly files: readonly SearchedFile[] }
  | {
      readonly type: "done";
      /** How many files were looked into; null when the search ended at its limit. */
      readonly searched: number | null;
      readonly limitReached: boolean;
      /** Files and folders that could not be read, worded; empty when all could. */
      readonly unread: readonly string[];
      readonly elapsedMs: number;
    };

/** Puts a text in the place of another that is expected there. */
export const TextEdit = TextRange.extend({
  expected: z.string().max(100_000),
  replacement: z.string().max(200_000),
});
export type TextEdit = z.infer<typeof TextEdit>;

export const ReplaceInput = z.object({
  appId: AppId,
  files: z
    .array(z.object({ path: FilePath, edits: z.array(TextEdit).min(1).max(MAX_MATCHES) }))
    .min(1)
    .max(MAX_MATCHES),
});
export type ReplaceInput = z.infer<typeof ReplaceInput>;

export const Replaced = z.object({
  /** Takes the replacement back; null when nothing was written. */
  undoId: z.string().nullable(),
  written: z.array(z.object({ path: FilePath, edits: z.int() })).readonly(),
  /** Files that were left as they are, and why: as when one changed since the search. */
  refused: z.array(z.object({ path: FilePath, problem: Problem })).readonly(),
});
export type Replaced = z.infer<typeof Replaced>;
