import type { ScriptVersion } from "../../common/apps/edgeWire.ts";
import type { LoaderHost } from "./loaderHost.ts";
import { leaseScript } from "./scriptLoader.ts";

interface Visit {
  readonly key: string;
  readonly version: ScriptVersion;
  readonly request: Request;
}

/** Hands a request to a script. Rejects with what the script threw, or when it cannot start. */
export async function runScript(host: LoaderHost, visit: Visit): Promise<Response> {
  using lease = leaseScript(host, visit.key, visit.version);
  // oxlint-disable-next-line no-console -- the only channel that is still read when this hangs
  console.log(`${host.env.MARK} ${visit.key}`);
  const response = await lease.stub.getEntrypoint().fetch(outsideRequest(visit.request));
  return withoutEdgeHeaders(response);
}

/** The request as it came from outside, without what our own parts added (and without `cf`). */
function outsideRequest(request: Request): Request {
  const headers = new Headers(request.headers);
  const internal = [...headers.keys()].filter((name) => name.startsWith("x-edge-"));
  for (const name of internal) headers.delete(name);
  return new Request(request.url, {
    method: request.method,
    headers,
    body: request.body,
    redirect: "manual",
    signal: request.signal,
  });
}

/** Uploaded code must not be able to speak in our name. */
function withoutEdgeHeaders(response: Response): Response {
  const forged = [...response.headers.keys()].filter((name) => name.startsWith("x-edge-"));
  if (forged.length === 0) return response;
  const copy = new Response(response.body, response);
  for (const name of forged) copy.headers.delete(name);
  return copy;
}
