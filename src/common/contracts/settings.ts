import { z } from "zod";
import { AppId } from "../apps/appId.ts";
import { Problem } from "./problem.ts";
import { Settings } from "./studio.ts";

/** Whose settings: the person's own, or those an app brings along and that hold in it only. */
export const SettingsOwner = z.object({ appId: AppId.nullable() });
export type SettingsOwner = z.infer<typeof SettingsOwner>;

/** Something in a settings file that has no effect, and why. The rest of the file has. */
export const SettingIssue = z.object({
  key: z.string(),
  message: z.string(),
  /** 1-based line in the file. */
  line: z.number().int(),
});
export type SettingIssue = z.infer<typeof SettingIssue>;

/** One settings file as it stands. */
export const SettingsFileState = z.object({
  /** Where it lies, to be shown. */
  path: z.string(),
  exists: z.boolean(),
  /** The settings it makes, checked; while it is broken, those of its last good version. */
  values: z.record(z.string(), z.unknown()),
  issues: z.array(SettingIssue).readonly(),
  /** Why it cannot be read; null normally. */
  problem: Problem.nullable(),
});
export type SettingsFileState = z.infer<typeof SettingsFileState>;

export const SettingsState = z.object({
  user: SettingsFileState,
  /** Null where no app was asked for. */
  app: SettingsFileState.nullable(),
  /** What holds: the defaults, below the person's own settings, below the app's. */
  effective: Settings,
});
export type SettingsState = z.infer<typeof SettingsState>;

export const ChangeSettingInput = SettingsOwner.extend({
  key: z.string().min(1).max(100),
  /** Left out resets it: the file no longer mentions it. */
  value: z.unknown().optional(),
});
export type ChangeSettingInput = z.infer<typeof ChangeSettingInput>;

/** The files a person may edit by hand: JSON with comments. */
export const SettingsDocument = SettingsOwner.extend({ kind: z.enum(["settings", "snippets"]) });
export type SettingsDocument = z.infer<typeof SettingsDocument>;

/** At most this much of a settings or snippets file is read or written. */
export const MAX_SETTINGS_CHARS = 1_000_000;

export const SettingsText = z.object({
  path: z.string(),
  text: z.string(),
  /** Of the text on disk, to be named when it is replaced; null when there is no file. */
  hash: z.string().nullable(),
});
export type SettingsText = z.infer<typeof SettingsText>;

export const WriteSettingsText = SettingsDocument.extend({
  text: z.string().max(MAX_SETTINGS_CHARS),
  /** What the writer saw; another one on disk is a `conflict`. */
  expected: z.string().nullable(),
});
export type WriteSettingsText = z.infer<typeof WriteSettingsText>;

/** One snippet of the person or the app, in VS Code's own terms. */
export const Snippet = z.object({
  name: z.string(),
  prefixes: z.array(z.string()).readonly(),
  /** The text with its placeholders, lines joined by `\n`. */
  body: z.string(),
  description: z.string().nullable(),
  /** Language ids; empty means everywhere. */
  languages: z.array(z.string()).readonly(),
});
export type Snippet = z.infer<typeof Snippet>;

export const Snippets = z.object({
  snippets: z.array(Snippet).readonly(),
  /** A file of snippets that cannot be read, or an entry in it that makes no sense. */
  problems: z.array(Problem).readonly(),
});
export type Snippets = z.infer<typeof Snippets>;
