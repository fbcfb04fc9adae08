import type { GatewayEnv, NamespaceNames } from "./gatewayEnv.ts";

let parsed: NamespaceNames | undefined;

/** Fixed for the life of the process, and asked for at every request. */
export function namespaceNames(env: GatewayEnv): NamespaceNames {
  parsed ??= JSON.parse(env.NAMESPACES) as NamespaceNames;
  return parsed;
}
