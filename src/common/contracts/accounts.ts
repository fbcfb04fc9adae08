import { z } from "zod";
import { APP_DOMAINS } from "../apps/names.ts";
import { Problem } from "./problem.ts";

/** The steps of putting Studio's own workers on an account, in order. */
export const DeployStage = z.enum(["namespaces", "platform", "dispatch", "address"]);
export type DeployStage = z.infer<typeof DeployStage>;

/** Studio's own workers on the account: they serve the previews and hold their rooms. */
export const AccountPlatform = z.object({
  /** `outdated` when this Studio ships newer ones, or serves its window elsewhere by now. */
  state: z.enum(["missing", "deploying", "deployed", "outdated"]),
  /** The step that runs; null while none does. */
  stage: DeployStage.nullable(),
  deployedAt: z.number().nullable(),
  /** Why the last attempt failed. */
  problem: Problem.nullable(),
});
export type AccountPlatform = z.infer<typeof AccountPlatform>;

/** Which Cloudflare account previews are mirrored to. Its token never leaves the host. */
export const AccountStatus = z.object({
  rev: z.number().int(),
  /** Null when none is linked. */
  accountId: z.string().nullable(),
  /** Where the account serves apps; null is the platform's own domain. */
  domain: z.string().nullable(),
  /** Why the linked account cannot be read from the keychain. */
  problem: Problem.nullable(),
  platform: AccountPlatform,
});
export type AccountStatus = z.infer<typeof AccountStatus>;

/** The domain that the linked account serves previews on; null while none is linked. */
export function previewDomain({
  accountId,
  domain,
}: Pick<AccountStatus, "accountId" | "domain">): string | null {
  return accountId === null ? null : (domain ?? APP_DOMAINS[0] ?? null);
}

export const LinkAccountInput = z.object({
  accountId: z.string().regex(/^[0-9a-f]{32}$/, "an account id is 32 hexadecimal digits"),
  token: z.string().trim().min(16).max(500),
  domain: z
    .string()
    .max(253)
    .regex(/^(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}$/)
    .nullable(),
});
export type LinkAccountInput = z.infer<typeof LinkAccountInput>;

/** One thing a token has to be allowed, or the account has to have. */
export const AccountCheck = z.object({
  id: z.enum(["token", "scripts", "kv", "workers", "zone"]),
  /** Null when it is as it should be. */
  problem: Problem.nullable(),
});
export type AccountCheck = z.infer<typeof AccountCheck>;
