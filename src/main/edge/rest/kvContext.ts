import type { KvNamespaceRecord } from "../kvNamespaces.ts";
import type { Call } from "./call.ts";
import type { RestContext } from "./restContext.ts";
import { noSuchKvNamespace } from "./restError.ts";

export const KV = "/accounts/:account/storage/kv/namespaces";

export function needKv({ kv }: RestContext, call: Call): KvNamespaceRecord {
  const found = kv.get(call.param("id"));
  if (found === undefined) throw noSuchKvNamespace();
  return found;
}
