import type {
  Script,
  ScriptDeleteResponse,
  ScriptUpdateResponse,
} from "cloudflare/resources/workers-for-platforms/dispatch/namespaces/scripts/scripts";
import type { Script as ScriptSummary } from "cloudflare/resources/workers/scripts/scripts";
import { scriptKey, type ModuleType, type ScriptRecord } from "../scriptRecord.ts";
import type { Call } from "./call.ts";
import { raw, result, type Reply } from "./reply.ts";
import {
  checkNamespace,
  NAMESPACES,
  needNamespace,
  needScript,
  SCRIPT,
  type RestContext,
} from "./restContext.ts";
import { badRequest, badUpload } from "./restError.ts";
import { route, type Route } from "./router.ts";
import { readModules, readUpload } from "./scriptUpload.ts";
import { tagFilters } from "./tagInput.ts";

/** Cloudflare's limit for a script, with room for the multipart frame. */
const MAX_UPLOAD = 66 * 1024 * 1024;
const MAX_LIST = 1000;

/** Scripts of a dispatch namespace, and their modules. */
export function scriptRoutes(context: RestContext): Route[] {
  return [
    route("PUT", SCRIPT, (call) => upload(context, call), MAX_UPLOAD),
    route("GET", SCRIPT, (call) => get(context, call)),
    route("DELETE", SCRIPT, (call) => remove(context, call)),
    route("GET", `${NAMESPACES}/:namespace/scripts`, (call) => list(context, call)),
    route("DELETE", `${NAMESPACES}/:namespace/scripts`, (call) => removeTagged(context, call)),
    route("GET", `${SCRIPT}/content`, (call) => content(context, call)),
    route("PUT", `${SCRIPT}/content`, (call) => replaceContent(context, call), MAX_UPLOAD),
  ];
}

async function upload(context: RestContext, call: Call): Promise<Reply<ScriptUpdateResponse>> {
  checkNamespace(context, call);
  if (!/^[a-z0-9][a-z0-9_-]{0,62}$/.test(call.param("script"))) {
    throw badUpload(
      "A script's name is made of lowercase letters, digits, dashes and underscores.",
    );
  }
  const old = context.store.script(call.param("namespace"), call.param("script"));
  const { draft, modules } = await readUpload(call, old);
  const record = context.store.saveScript(draft, modules);
  context.forgive(scriptKey(record));
  await context.publish(scriptKey(record));
  return result({ ...summary(record), startup_time_ms: 0, entry_point: record.mainModule });
}

function get(context: RestContext, call: Call): Reply<Script> {
  const record = needScript(context, call);
  return result({
    dispatch_namespace: record.namespace,
    created_on: record.createdOn,
    modified_on: record.modifiedOn,
    script: summary(record),
  });
}

async function remove(context: RestContext, call: Call): Promise<Reply<ScriptDeleteResponse>> {
  await removeScript(context, needScript(context, call));
  return result(null);
}

async function removeScript(context: RestContext, record: ScriptRecord): Promise<void> {
  context.store.deleteScript(record.namespace, record.name);
  await context.publish(scriptKey(record));
}

function list(context: RestContext, call: Call): Reply<ScriptSummary[]> {
  const { name } = needNamespace(context, call);
  const { query } = call;
  const limit = Math.min(Math.max(Number(query.get("limit") ?? MAX_LIST), 1), MAX_LIST);
  const found = context.store.scripts(name, {
    limit: limit + 1,
    after: query.get("cursor") ?? undefined,
    tags: tagFilters(query.get("tags")),
  });
  const page = found.slice(0, limit);
  const cursor = found.length > limit ? (page.at(-1)?.name ?? "") : "";
  return result(page.map(summary), { count: page.length, cursor });
}

async function removeTagged(context: RestContext, call: Call): Promise<Reply<ScriptSummary[]>> {
  const { name } = needNamespace(context, call);
  const tags = tagFilters(call.query.get("tags"));
  if (tags.length === 0) throw badRequest("Deleting scripts needs a filter by tags.");
  const gone = context.store.scripts(name, { limit: -1, tags });
  for (const record of gone) await removeScript(context, record);
  return result(gone.map(summary));
}

const CONTENT_TYPE: Readonly<Record<ModuleType, string>> = {
  esm: "application/javascript+module",
  cjs: "application/javascript",
  text: "text/plain",
  json: "application/json",
  wasm: "application/wasm",
  data: "application/octet-stream",
};

function content(context: RestContext, call: Call): Reply<never> {
  const record = needScript(context, call);
  const form = new FormData();
  for (const { name, type, body } of context.store.modules(record)) {
    form.append(name, new File([new Uint8Array(body)], name, { type: CONTENT_TYPE[type] }));
  }
  const headers = { "cf-entrypoint": record.mainModule, etag: `"${record.etag}"` };
  return raw(form, "multipart/form-data", headers);
}

/** New modules under the settings that the script has. */
async function replaceContent(context: RestContext, call: Call): Promise<Reply<ScriptSummary>> {
  const record = needScript(context, call);
  if (!call.isForm) throw badUpload("The content must be multipart/form-data.");
  const modules = await readModules(await call.form());
  if (!modules.some(({ name }) => name === record.mainModule)) {
    throw badUpload(`No such module: ${record.mainModule}`);
  }
  const saved = context.store.saveScript(record, modules);
  context.forgive(scriptKey(saved));
  await context.publish(scriptKey(saved));
  return result(summary(saved));
}

function summary(record: ScriptRecord): ScriptSummary {
  return {
    id: record.name,
    etag: record.etag,
    created_on: record.createdOn,
    modified_on: record.modifiedOn,
    compatibility_date: record.compatibilityDate,
    compatibility_flags: [...record.compatibilityFlags],
    tags: [...record.tags],
    has_modules: true,
    has_assets: false,
    logpush: false,
    usage_model: "standard",
  };
}
