import { EDGE_HEADERS, type ScriptVersion } from "../../common/apps/edgeWire.ts";
import { loaderHost, type LoaderEnv, type LoaderHost } from "./loaderHost.ts";
import { runScript } from "./runScript.ts";
import { loadedCount } from "./scriptLoader.ts";
import { isSame } from "./token.ts";

export {
  D1Binding,
  KvBinding,
  ObjectBinding,
  R2Binding,
  ScriptBinding,
  ServiceBinding,
} from "./bindings.ts";
export { FacetHost } from "./facetHost.ts";
export { Outbound } from "./outbound.ts";
export { TailCollector } from "./tailCollector.ts";

/**
 * The process that runs uploaded code. It may hang or die of it, and is then killed and restarted
 * from outside; nothing that must stay up lives here.
 */
export default {
  async fetch(request, env, ctx) {
    if (!isSame(request.headers.get(EDGE_HEADERS.token), env.EDGE_TOKEN)) {
      return new Response("forbidden\n", { status: 403 });
    }
    const gone = request.headers.get(EDGE_HEADERS.object);
    if (gone !== null) return destroyObject(loaderHost(ctx, env), decodeURIComponent(gone));
    const key = request.headers.get(EDGE_HEADERS.script);
    if (key === null) return Response.json({ loaded: loadedCount() });
    const version = JSON.parse(request.headers.get(EDGE_HEADERS.version) ?? "") as ScriptVersion;
    return failureAsData(() => runScript(loaderHost(ctx, env), { key, version, request }));
  },
} satisfies ExportedHandler<LoaderEnv>;

/** It ends itself with its storage, which is seen as an error here. */
async function destroyObject({ exports }: LoaderHost, name: string): Promise<Response> {
  await exports.FacetHost.getByName(name)
    .destroy()
    .catch(() => undefined);
  return new Response(null, { status: 204 });
}

/** An exception would reach the gateway as a broken connection, which means that we died. */
async function failureAsData(run: () => Promise<Response>): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return new Response(message, { status: 500, headers: { [EDGE_HEADERS.failure]: "1" } });
  }
}
