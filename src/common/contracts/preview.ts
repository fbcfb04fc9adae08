import { z } from "zod";
import { AppId } from "../apps/appId.ts";

/** What opening an app's preview goes through, in order. */
export const PreviewStageId = z.enum([
  /** The local edge (or the linked account) answers. */
  "edge",
  /** The app's preview script is in the preview namespace. */
  "script",
  /** Packages named by package.json are in node_modules. */
  "packages",
  /** The compiler process is up with the app's config. */
  "compiler",
  /** Modules are transformed. */
  "transform",
  /** What the edge did not have is pushed and acknowledged. */
  "push",
]);
export type PreviewStageId = z.infer<typeof PreviewStageId>;

export const PreviewStage = z.object({
  id: PreviewStageId,
  status: z.enum(["waiting", "running", "done", "failed", "skipped"]),
  /** Duration once ended; time so far is counted from `startedAt` by the view. */
  ms: z.number().nullable(),
  startedAt: z.number().nullable(),
  /** Real counts when the stage has them (modules, packages, blobs). */
  done: z.number().int().nullable(),
  total: z.number().int().nullable(),
});
export type PreviewStage = z.infer<typeof PreviewStage>;

export const PreviewAction = z.enum([
  "retry",
  "install-packages",
  "add-package",
  "create-index-html",
  "open-file",
  "trust-folder",
  "use-default-config",
  "restart-compiler",
  "restart-edge",
  "locate-folder",
]);
export type PreviewAction = z.infer<typeof PreviewAction>;

/** Why the preview cannot show the newest state, with the one button that helps. */
export const PreviewProblem = z.object({
  code: z.enum([
    "no-index-html",
    "bad-package-json",
    "packages-missing",
    "package-missing",
    "install-failed",
    "transform-failed",
    "config-failed",
    "config-hangs",
    "config-not-trusted",
    "compiler-died",
    "edge-down",
    "edge-refused",
    "folder-missing",
    "disk-full",
    "offline",
    "locked",
    "internal",
  ]),
  title: z.string(),
  /** The cause in a sentence or two. */
  cause: z.string(),
  /** Code frame or stack, monospaced. */
  frame: z.string().nullable(),
  file: z.string().nullable(),
  line: z.number().int().nullable(),
  column: z.number().int().nullable(),
  action: PreviewAction.nullable(),
  /** What the action is about: a package name, or a file's path. */
  subject: z.string().nullable(),
});
export type PreviewProblem = z.infer<typeof PreviewProblem>;

/** Where the time of one save went. Milliseconds since the save began; null while not there. */
export const SaveTrace = z.object({
  saveId: z.string(),
  path: z.string(),
  /** Epoch ms when the host got the save. */
  startedAt: z.number(),
  written: z.number().nullable(),
  transformed: z.number().nullable(),
  pushed: z.number().nullable(),
  painted: z.number().nullable(),
});
export type SaveTrace = z.infer<typeof SaveTrace>;

export const PreviewState = z.object({
  appId: AppId,
  rev: z.number().int(),
  status: z.enum([
    /** Not opened yet. */
    "stopped",
    /** Opening; nothing to show yet. */
    "starting",
    /** The last pushed version is shown, newer work is on its way. */
    "catching-up",
    /** What is on disk is what is shown. */
    "ready",
    /** See `problem`; the last good version stays served when there is one. */
    "failed",
  ]),
  /** `http://preview-jwbqqn.localhost:…/`; null before the script stands. */
  previewUrl: z.string().nullable(),
  /** `ws://preview-jwbqqn.localhost:…/ws` */
  websocketUrl: z.string().nullable(),
  /** Milliseconds from opening to everything pushed; null before that. */
  deploymentTime: z.number().nullable(),
  /** A page can be shown: something was pushed before. */
  servable: z.boolean(),
  stages: z.array(PreviewStage),
  problem: PreviewProblem.nullable(),
  /** Newest last, at most 100. */
  saves: z.array(SaveTrace),
});
export type PreviewState = z.infer<typeof PreviewState>;

/** How far a preview store is behind the disk. */
export const SyncState = z.object({
  appId: AppId,
  rev: z.number().int(),
  targets: z.array(
    z.object({
      /** `local`, or the linked account's name. */
      id: z.string(),
      kind: z.enum(["local", "cloudflare"]),
      state: z.enum(["synced", "pending", "offline", "failed"]),
      /** Files saved but not acknowledged by this target. */
      pending: z.number().int(),
      /** Why it failed, for the person. */
      reason: z.string().nullable(),
      acknowledgedAt: z.number().nullable(),
    }),
  ),
});
export type SyncState = z.infer<typeof SyncState>;

/** One line that a process of an app wrote. */
export interface OutputLine {
  readonly at: number;
  readonly level: "info" | "warn" | "error";
  readonly source: "compiler" | "packages" | "edge" | "worker";
  readonly message: string;
}
