import { z } from "zod";
import { AppId } from "../apps/appId.ts";
import { Problem } from "./problem.ts";

/** npm's rule for names, and for versions what may follow the `@`: no shell, no URL, no path. */
export const PackageName = z
  .string()
  .max(214)
  .regex(/^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/);
const PackageVersion = z
  .string()
  .max(64)
  .regex(/^[0-9A-Za-z.^~<>=*+-]+$/);

export const AddPackagesInput = z.object({
  appId: AppId,
  packages: z
    .array(z.object({ name: PackageName, version: PackageVersion.optional() }))
    .min(1)
    .max(20),
  dev: z.boolean().default(false),
});
export type AddPackagesInput = z.infer<typeof AddPackagesInput>;

/** A change of node_modules while it runs and after it ended. */
export const PackageJob = z.object({
  id: z.string(),
  appId: AppId,
  rev: z.number().int(),
  kind: z.enum(["install", "add", "remove"]),
  status: z.enum(["running", "done", "failed", "cancelled"]),
  stage: z.enum(["resolving", "fetching", "writing", "done"]),
  /** Packages fetched and unpacked, of those that have to be. */
  done: z.number().int(),
  total: z.number().int().nullable(),
  startedAt: z.number(),
  ms: z.number().nullable(),
  /** What was asked, for the person: "react-hook-form". */
  label: z.string(),
  /** The failure, when it failed. */
  problem: Problem.nullable(),
});
export type PackageJob = z.infer<typeof PackageJob>;
