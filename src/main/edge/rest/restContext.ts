import type { EdgeConfig } from "../edgeConfig.ts";
import type { D1Databases } from "../d1Databases.ts";
import type { GatewayAdmin } from "../gatewayAdmin.ts";
import type { KvNamespaces } from "../kvNamespaces.ts";
import type { R2Buckets } from "../r2Buckets.ts";
import type { ScriptRecord } from "../scriptRecord.ts";
import type { ScriptObjects } from "../scriptObjects.ts";
import type { DispatchNamespaceRecord, ScriptStore } from "../scriptStore.ts";
import type { Call } from "./call.ts";
import { noSuchNamespace, noSuchScript } from "./restError.ts";

/** What the handlers work on. */
export interface RestContext {
  readonly config: EdgeConfig;
  readonly store: ScriptStore;
  readonly kv: KvNamespaces;
  readonly buckets: R2Buckets;
  readonly databases: D1Databases;
  readonly objects: ScriptObjects;
  readonly gateway: GatewayAdmin;
  /** Tells the gateway of a script's present state. Resolves when requests see it. */
  readonly publish: (key: string) => Promise<void>;
  /** The script's code was uploaded: what it did before is forgiven. */
  readonly forgive: (key: string) => void;
}

export const NAMESPACES = "/accounts/:account/workers/dispatch/namespaces";
export const SCRIPT = `${NAMESPACES}/:namespace/scripts/:script`;

export function needNamespace({ store }: RestContext, call: Call): DispatchNamespaceRecord {
  const found = store.namespace(call.param("namespace"));
  if (found === undefined) throw noSuchNamespace();
  return found;
}

/** Throws when the path's namespace is not there. */
export function checkNamespace({ store }: RestContext, call: Call): void {
  if (!store.hasNamespace(call.param("namespace"))) throw noSuchNamespace();
}

export function needScript(context: RestContext, call: Call): ScriptRecord {
  const found = context.store.script(call.param("namespace"), call.param("script"));
  if (found !== undefined) return found;
  checkNamespace(context, call);
  throw noSuchScript();
}
