import { z } from "zod";
import { Problem } from "./problem.ts";

/** Which Cloudflare account previews are mirrored to. Its token never leaves the host. */
export const AccountStatus = z.object({
  rev: z.number().int(),
  /** Null when none is linked. */
  accountId: z.string().nullable(),
  /** Where the account serves apps; null is the platform's own domain. */
  domain: z.string().nullable(),
  /** Why the linked account cannot be read from the keychain. */
  problem: Problem.nullable(),
});
export type AccountStatus = z.infer<typeof AccountStatus>;

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
