import dispatch from "../dispatch/index.ts";
import type { GatewayEnv } from "./gatewayEnv.ts";
import { LocalNamespace } from "./localNamespace.ts";
import { namespaceNames } from "./namespaceNames.ts";

export {
  D1Binding,
  KvBinding,
  ObjectBinding,
  R2Binding,
  ScriptBinding,
  ServiceBinding,
} from "../runner/bindings.ts";
export { FacetHost } from "../runner/facetHost.ts";
export { Outbound } from "../runner/outbound.ts";
export { TailCollector } from "../runner/tailCollector.ts";
export { Admin } from "./admin.ts";
export { KvStore } from "./kvStore.ts";
export { AppApi, PreviewRoom, PreviewStore } from "./platform.ts";
export { RunnerApi } from "./runnerApi.ts";
export { SqlStore } from "./sqlStore.ts";

type IncomingRequest = Request<unknown, IncomingRequestCfProperties>;

/** The public socket: the dispatch worker as it is deployed, over local namespaces. */
export default {
  fetch(request, env, ctx) {
    const names = namespaceNames(env);
    const namespaces = {
      PREVIEW: new LocalNamespace(names.PREVIEW, env, ctx),
      STAGING: new LocalNamespace(names.STAGING, env, ctx),
      PRODUCTION: new LocalNamespace(names.PRODUCTION, env, ctx),
    };
    return dispatch.fetch(withoutProxyHeaders(request), namespaces);
  },
} satisfies ExportedHandler<GatewayEnv>;

/** On an account these say who asks and are set by Cloudflare; here, whoever sends them lies. */
function withoutProxyHeaders(request: IncomingRequest): IncomingRequest {
  const forged = [...request.headers.keys()].filter(
    (name) => name.startsWith("cf-") || name === "true-client-ip" || name === "x-real-ip",
  );
  if (forged.length === 0) return request;
  const copy: IncomingRequest = new Request(request);
  for (const name of forged) copy.headers.delete(name);
  return copy;
}
