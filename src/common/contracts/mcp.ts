import { z } from "zod";
import { AppId } from "../apps/appId.ts";

export const McpServerName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,23}$/, "is a name such as my-docs");

/**
 * A value of an environment variable or a header. `secret:name` is looked up in the keychain,
 * `env:NAME` in Studio's own environment, so that no secret stands in a settings file.
 */
const Values = z.record(z.string().max(100), z.string().max(2_000)).default({});

/** Which apps it is there for, and which of its tools never. */
const shared = {
  apps: z.array(AppId).max(200),
  never: z.array(z.string().max(200)).max(500).default([]),
};

/** An MCP server as a person sets it up: never read from an app's folder. */
export const McpServer = z.union([
  z.object({
    ...shared,
    /** Program and arguments; no shell reads them. */
    command: z.array(z.string().max(2_000)).min(1).max(50),
    env: Values,
  }),
  z.object({
    ...shared,
    url: z.url({ protocol: /^https?$/ }),
    headers: Values,
  }),
]);
export type McpServer = z.infer<typeof McpServer>;
