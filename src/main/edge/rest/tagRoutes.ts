import type {
  TagDeleteResponse,
  TagListResponse,
  TagUpdateResponse,
} from "cloudflare/resources/workers-for-platforms/dispatch/namespaces/scripts/tags";
import type { ScriptRecord } from "../scriptRecord.ts";
import type { Call } from "./call.ts";
import { result, type Reply } from "./reply.ts";
import { needScript, SCRIPT, type RestContext } from "./restContext.ts";
import { route, type Route } from "./router.ts";
import { Tags } from "./tagInput.ts";

/** A script's tags. They do not touch its isolate. */
export function tagRoutes(context: RestContext): Route[] {
  return [
    route("GET", `${SCRIPT}/tags`, (call) => list(context, call)),
    route("PUT", `${SCRIPT}/tags`, (call) => update(context, call)),
    route("DELETE", `${SCRIPT}/tags/:tag`, (call) => remove(context, call)),
  ];
}

function list(context: RestContext, call: Call): Reply<TagListResponse[]> {
  return result([...needScript(context, call).tags]);
}

function update(context: RestContext, call: Call): Reply<TagUpdateResponse[]> {
  const tags = call.json(Tags.nullable()) ?? [];
  return result([...save(context, needScript(context, call), tags).tags]);
}

function remove(context: RestContext, call: Call): Reply<TagDeleteResponse> {
  const record = needScript(context, call);
  save(
    context,
    record,
    record.tags.filter((tag) => tag !== call.param("tag")),
  );
  return result(null);
}

function save(context: RestContext, record: ScriptRecord, tags: readonly string[]): ScriptRecord {
  return context.store.saveScript({ ...record, tags }, null);
}
