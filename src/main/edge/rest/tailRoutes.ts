import type {
  TailCreateResponse,
  TailGetResponse,
} from "cloudflare/resources/workers/scripts/tail";
import { scriptKey } from "../scriptRecord.ts";
import type { Tail, TailHub } from "../tailHub.ts";
import type { Call } from "./call.ts";
import { result, type Reply } from "./reply.ts";
import { needScript, SCRIPT, type RestContext } from "./restContext.ts";
import { RestError } from "./restError.ts";
import { route, type Route } from "./router.ts";

/** Path of a tail's WebSocket on the server of the API. */
export const TAIL_PATH = "/tails/";

/**
 * Live logs of a script, as an account gives them for ordinary Workers: `POST …/tails` makes a
 * tail with the address of a WebSocket that speaks `trace-v1`. The socket asks for the same token.
 */
export function tailRoutes(context: RestContext, hub: TailHub): Route[] {
  return [
    route("POST", `${SCRIPT}/tails`, (call) => create(context, hub, call)),
    route("GET", `${SCRIPT}/tails`, (call) => list(context, hub, call)),
    route("DELETE", `${SCRIPT}/tails/:tail`, (call) => remove(context, hub, call)),
  ];
}

function create(context: RestContext, hub: TailHub, call: Call): Reply<TailCreateResponse> {
  const tail = hub.create(scriptKey(needScript(context, call)));
  return result(view(tail, call));
}

function list(context: RestContext, hub: TailHub, call: Call): Reply<TailGetResponse[]> {
  const tails = hub.of(scriptKey(needScript(context, call)));
  return result(tails.map((tail) => view(tail, call)));
}

function remove(context: RestContext, hub: TailHub, call: Call): Reply<null> {
  const key = scriptKey(needScript(context, call));
  const tail = hub.get(call.param("tail"));
  if (tail?.key !== key) throw new RestError(404, 10057, "Tail not found.");
  hub.delete(tail.id);
  return result(null);
}

function view({ id, expiresAt }: Tail, { host }: Call): TailCreateResponse {
  return {
    id,
    url: `ws://${host}${TAIL_PATH}${id}`,
    expires_at: new Date(expiresAt).toISOString(),
  };
}
