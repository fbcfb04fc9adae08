import { z } from "zod";
import { AppId } from "../apps/appId.ts";
import { FilePath } from "../apps/filePath.ts";
import { Problem } from "./problem.ts";

/** sha1 of a commit, hex. */
export const CommitId = z
  .string()
  .regex(/^[0-9a-f]{40}$/)
  .brand<"CommitId">();
export type CommitId = z.infer<typeof CommitId>;

/** A branch as git allows it to be named, without `refs/heads/`. */
export const BranchName = z
  .string()
  .min(1)
  .max(200)
  .refine(isBranchName, "not a name git allows for a branch")
  .brand<"BranchName">();
export type BranchName = z.infer<typeof BranchName>;

/** The rules of `git check-ref-format --branch`. */
function isBranchName(name: string): boolean {
  if (name === "@" || name === "HEAD" || name.startsWith("-") || name.endsWith(".")) return false;
  // oxlint-disable-next-line no-control-regex -- control characters are what git forbids
  if (/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{/.test(name)) return false;
  return name
    .split("/")
    .every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"));
}

/** Who a commit is by. */
export const Author = z.object({
  name: z.string().trim().min(1).max(200),
  email: z.string().trim().min(1).max(254),
});
export type Author = z.infer<typeof Author>;

/** A file that differs from the last commit. At least one of the three is not null. */
export const VersionChange = z.object({
  path: FilePath,
  /** What the next commit does to it. */
  staged: z.enum(["added", "modified", "deleted"]).nullable(),
  /** How the file on disk differs from what is staged. */
  unstaged: z.enum(["untracked", "modified", "deleted"]).nullable(),
  /** What both sides of a merge did to it; it has to be resolved before a commit. */
  conflict: z.enum(["both-modified", "both-added", "deleted-by-us", "deleted-by-them"]).nullable(),
});
export type VersionChange = z.infer<typeof VersionChange>;

/** Where the branch is pushed to and pulled from. */
export const RemoteStatus = z.object({
  name: z.string(),
  /** Without a user or a password. */
  url: z.string(),
  /** The branch there that the current one follows; null before the first push. */
  branch: z.string().nullable(),
  /** Commits here that are not there, as of the last contact. */
  ahead: z.number().int(),
  behind: z.number().int(),
});
export type RemoteStatus = z.infer<typeof RemoteStatus>;

/** More changes are counted, but not listed. */
export const MAX_LISTED_CHANGES = 2_000;

export const RepositoryState = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("reading") }),
  /** The folder has no versions yet; they can be begun. */
  z.object({ kind: z.literal("none") }),
  /** There is a repository that Studio does not work with; the reason is a sentence. */
  z.object({ kind: z.literal("unsupported"), reason: z.string() }),
  z.object({ kind: z.literal("failed"), problem: Problem }),
  z.object({
    kind: z.literal("ready"),
    /** Null while HEAD is at no branch. */
    branch: z.string().nullable(),
    /** Null before the first commit. */
    commit: CommitId.nullable(),
    /** The message of that commit, for amending it. */
    message: z.string(),
    /** What is being merged in, while a merge has conflicts to resolve or waits for its commit. */
    merging: z.string().nullable(),
    remote: RemoteStatus.nullable(),
    /** Conflicts first, then by path; at most {@link MAX_LISTED_CHANGES}. */
    changes: z.array(VersionChange),
    counts: z.object({
      staged: z.number().int(),
      unstaged: z.number().int(),
      conflicts: z.number().int(),
    }),
  }),
]);
export type RepositoryState = z.infer<typeof RepositoryState>;
export type ReadyRepository = Extract<RepositoryState, { kind: "ready" }>;

/** An exchange with the remote while it runs and after it ended. */
export const ExchangeJob = z.object({
  id: z.string(),
  kind: z.enum(["fetch", "pull", "push"]),
  status: z.enum(["running", "done", "failed", "cancelled"]),
  /** What it is at, in the transport's own words: "Receiving objects". */
  stage: z.string(),
  done: z.number().int(),
  /** Null when it is not known (yet). */
  total: z.number().int().nullable(),
  startedAt: z.number(),
  ms: z.number().nullable(),
  /** `account-refused` asks for a token, `conflict` for a pull first. */
  problem: Problem.nullable(),
});
export type ExchangeJob = z.infer<typeof ExchangeJob>;

/** An app's versions, sent whole on each change. */
export const VersionsState = z.object({
  rev: z.number().int(),
  appId: AppId,
  repository: RepositoryState,
  /** The newest exchange; null when there was none since the app was opened. */
  exchange: ExchangeJob.nullable(),
});
export type VersionsState = z.infer<typeof VersionsState>;

export const Branch = z.object({
  name: z.string(),
  current: z.boolean(),
  /** Null for a branch without a commit. */
  commit: CommitId.nullable(),
  subject: z.string(),
  /** Epoch ms of its newest commit; 0 without one. */
  at: z.number(),
  /** The remote it was seen at; null for a local branch. */
  remote: z.string().nullable(),
});
export type Branch = z.infer<typeof Branch>;

export const Commit = z.object({
  id: CommitId,
  parents: z.array(CommitId),
  /** Whole, with its first line. */
  message: z.string(),
  author: z.object({ name: z.string(), email: z.string() }),
  /** Epoch ms. */
  at: z.number(),
  /** Branches and tags that point at it. */
  refs: z.array(z.string()),
});
export type Commit = z.infer<typeof Commit>;

export const LogPage = z.object({
  commits: z.array(Commit),
  /** How many commits the next page skips; null at the end. */
  next: z.number().int().nullable(),
});
export type LogPage = z.infer<typeof LogPage>;

/** What a commit did to a file, against its first parent. */
export const CommittedChange = z.object({
  path: FilePath,
  kind: z.enum(["added", "modified", "deleted", "renamed"]),
  /** The name before, of a file that was renamed without a change. */
  from: FilePath.nullable(),
});
export type CommittedChange = z.infer<typeof CommittedChange>;

/** Which version of a file: a commit's, the staged one, or one side of a conflict. */
export const FileRevision = z.union([
  CommitId,
  z.enum(["head", "staged", "base", "ours", "theirs"]),
]);
export type FileRevision = z.infer<typeof FileRevision>;

/** A file as it was in some version. */
export const VersionContent = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string() }),
  z.object({ kind: z.literal("binary"), size: z.number().int() }),
  z.object({ kind: z.literal("too-large"), size: z.number().int() }),
  /** The version has no such file. */
  z.object({ kind: z.literal("absent") }),
]);
export type VersionContent = z.infer<typeof VersionContent>;

/** Changes that were taken off the disk and can be brought back. */
export const KeptChanges = z.object({
  id: z.string().regex(/^[0-9a-f]{40}$/),
  /** Discarded by the person, or put aside to switch to another branch. */
  kind: z.enum(["discarded", "put-aside"]),
  /** The branch it was on. */
  branch: z.string().nullable(),
  at: z.number(),
  paths: z.array(FilePath),
});
export type KeptChanges = z.infer<typeof KeptChanges>;

/** How a branch is switched when files have changes. */
export const SwitchMode = z.enum([
  /** Changes come along; refused with `conflict` where the other branch has another version. */
  "carry",
  /** Changes are kept aside first and can be brought back. */
  "put-aside",
]);
export type SwitchMode = z.infer<typeof SwitchMode>;

/** Which side of a conflict a file becomes; `done` takes the file as it stands on disk. */
export const Resolution = z.enum(["ours", "theirs", "done"]);
export type Resolution = z.infer<typeof Resolution>;

/** An address that can be cloned from: https, or ssh where the system's git is there. */
export const RemoteUrl = z
  .string()
  .trim()
  .max(2_000)
  .regex(/^(?:https?:\/\/[^\s]+|ssh:\/\/[^\s-][^\s]*|[\w.-]+@[\w.-]+:[^\s-][^\s]*)$/);
export type RemoteUrl = z.infer<typeof RemoteUrl>;

/** The largest zip that is imported. */
export const MAX_ZIP_BYTES = 500_000_000;
/** The largest part of a zip that is sent at once. */
export const MAX_ZIP_PART = 4_000_000;

/** What an app is made from. */
export const ImportSource = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("clone"),
    name: z.string().trim().min(1).max(80),
    url: RemoteUrl,
    /** Null begins with the repository's own. */
    branch: BranchName.nullable(),
    /** All commits instead of the newest only. */
    history: z.boolean(),
  }),
  z.object({
    kind: z.literal("zip"),
    name: z.string().trim().min(1).max(80),
    uploadId: z.string().max(64),
  }),
]);
export type ImportSource = z.infer<typeof ImportSource>;

/** An app being made from a repository or a zip, while it runs and after it ended. */
export const ImportJob = z.object({
  id: z.string(),
  status: z.enum(["running", "done", "failed", "cancelled"]),
  stage: z.enum(["fetching", "unpacking", "writing", "done"]),
  done: z.number().int(),
  total: z.number().int().nullable(),
  /** What `done` and `total` count. */
  unit: z.enum(["objects", "files", "bytes"]),
  startedAt: z.number(),
  ms: z.number().nullable(),
  /** The app that was made; null until it is. */
  appId: AppId.nullable(),
  /** Entries that were left out, each with the reason. */
  skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
  problem: Problem.nullable(),
});
export type ImportJob = z.infer<typeof ImportJob>;
