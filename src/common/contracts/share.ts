import { z } from "zod";
import { AppId } from "../apps/appId.ts";
import { Problem } from "./problem.ts";

/** How long a link may work, in minutes. */
export const SHARE_MINUTES = [15, 60, 240, 1440] as const;
export const DEFAULT_SHARE_MINUTES = 60;

export const ShareAddress = z.object({
  /** Opens the app: holds the signed token, so it is as secret as what it opens. */
  url: z.string(),
  /** `192.168.1.20:4100`, to be read by a person. */
  host: z.string(),
  /** `machine`: only this computer reaches it. */
  reach: z.enum(["network", "machine"]),
});
export type ShareAddress = z.infer<typeof ShareAddress>;

/** Whether an app's preview can be opened by others on the network, and how. */
export const ShareState = z.object({
  appId: AppId,
  rev: z.number().int(),
  /** Null while it is not shared, which is how every start of Studio begins. */
  link: z
    .object({
      addresses: z.array(ShareAddress),
      port: z.number().int(),
      startedAt: z.number(),
      /** Epoch ms; the link, and everyone who came by it, is shut out then. */
      expiresAt: z.number(),
      /** Browsers that came by the link. */
      visitors: z.number().int(),
    })
    .nullable(),
  /** Why sharing ended by itself; null otherwise. */
  problem: Problem.nullable(),
});
export type ShareState = z.infer<typeof ShareState>;

export const StartShareInput = z.object({
  appId: AppId,
  minutes: z.literal(SHARE_MINUTES),
  /** 0 takes any free one. */
  port: z.union([z.literal(0), z.number().int().min(1024).max(65_535)]),
});
export type StartShareInput = z.infer<typeof StartShareInput>;
