import { z } from "zod";
import { AppId } from "../apps/appId.ts";

/** One binding of an app's own worker. Values never cross: a variable may be a password. */
export const WorkerBinding = z.object({
  name: z.string(),
  /** What it is, as a person calls it: `KV`, `secret`, `Durable Object`. */
  what: z.string(),
  /** What it leads to: a namespace, a class, a file; null for a plain value. */
  target: z.string().nullable(),
  served: z.boolean(),
});
export type WorkerBinding = z.infer<typeof WorkerBinding>;

/** What keeps a part of an app's worker from working. The rest works. */
export const WorkerProblem = z.object({
  /** The same for the same problem. */
  id: z.string(),
  title: z.string(),
  cause: z.string(),
  /** Where it is to be mended; null when that is not in a file. */
  file: z.string().nullable(),
  /** A host that the worker was refused and that can be allowed. */
  host: z.string().nullable(),
});
export type WorkerProblem = z.infer<typeof WorkerProblem>;

/** `host` or `host:port`, as a URL writes it. */
export const WorkerHost = z
  .string()
  .max(260)
  .regex(/^(?:\[[0-9a-f:]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i, "must be a host, or a host and port");

/** An app's own `/api` worker as it stands on the local edge. */
export const WorkerState = z.object({
  appId: AppId,
  rev: z.number().int(),
  status: z.enum([
    /** Not known yet. */
    "waiting",
    /** The app has none. */
    "none",
    /** It answers. */
    "ready",
    /** See the problems; the last good one answers when there is one. */
    "failed",
  ]),
  /** Its script on the edge. */
  script: z.string(),
  /** The file its settings come from; null when there is none. */
  file: z.string().nullable(),
  bindings: z.array(WorkerBinding),
  problems: z.array(WorkerProblem),
  /** Private hosts that it may reach. */
  allowed: z.array(WorkerHost),
});
export type WorkerState = z.infer<typeof WorkerState>;

/** How to reach the local edge's own API. The token is told apart from it, when it is asked for. */
export const EdgeAccess = z.object({
  /** Base URL for the Cloudflare SDK. */
  restUrl: z.string(),
  accountId: z.string(),
  /** The dispatch namespace of previews. */
  namespace: z.string(),
  /** The edge was left by an earlier Studio. */
  adopted: z.boolean(),
});
export type EdgeAccess = z.infer<typeof EdgeAccess>;
