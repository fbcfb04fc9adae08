import type { Key } from "cloudflare/resources/kv/namespaces/keys";
import type { MetadataGetResponse } from "cloudflare/resources/kv/namespaces/metadata";
import type {
  ValueDeleteResponse,
  ValueUpdateResponse,
} from "cloudflare/resources/kv/namespaces/values";
import { parsedJson, type Call } from "./call.ts";
import { KV, needKv } from "./kvContext.ts";
import { raw, result, type Reply } from "./reply.ts";
import type { RestContext } from "./restContext.ts";
import { badRequest, noSuchKvKey } from "./restError.ts";
import { route, type Route } from "./router.ts";

/** A value has 25 MiB at most; the multipart frame around it needs some more. */
const MAX_VALUE = 26 * 1024 * 1024;

/** One value at a time, their metadata, and the list of keys. */
export function kvValueRoutes(context: RestContext): Route[] {
  const value = `${KV}/:id/values/:key`;
  return [
    route("PUT", value, (call) => put(context, call), MAX_VALUE),
    route("GET", value, (call) => get(context, call)),
    route("DELETE", value, (call) => remove(context, call)),
    route("GET", `${KV}/:id/metadata/:key`, (call) => metadata(context, call)),
    route("GET", `${KV}/:id/keys`, (call) => keys(context, call)),
  ];
}

async function put(context: RestContext, call: Call): Promise<Reply<ValueUpdateResponse | null>> {
  const { id } = needKv(context, call);
  const { value, metadata: given } = await bodyOf(call);
  const expiration = call.query.get("expiration");
  const ttl = call.query.get("expiration_ttl");
  await context.gateway.kvPutValue(id, {
    key: call.param("key"),
    value,
    options: {
      ...(given === undefined ? {} : { metadata: given }),
      ...(expiration === null ? {} : { expiration: Number(expiration) }),
      ...(ttl === null ? {} : { expirationTtl: Number(ttl) }),
    },
  });
  return result(null);
}

async function bodyOf(call: Call): Promise<{ value: Buffer; metadata?: unknown }> {
  if (!call.isForm) return { value: call.body };
  const form = await call.form();
  const part = form.get("value");
  if (part === null) throw badRequest("The part `value` is missing.");
  const value =
    typeof part === "string" ? Buffer.from(part) : Buffer.from(await part.arrayBuffer());
  const given = form.get("metadata");
  return typeof given === "string" ? { value, metadata: parsedJson(given) } : { value };
}

async function get(context: RestContext, call: Call): Promise<Reply<never>> {
  const { id } = needKv(context, call);
  const found = await context.gateway.kvGet(id, call.param("key"));
  if (found === undefined) throw noSuchKvKey();
  return raw(found.value, "application/octet-stream");
}

async function remove(
  context: RestContext,
  call: Call,
): Promise<Reply<ValueDeleteResponse | null>> {
  const { id } = needKv(context, call);
  await context.gateway.kvDelete(id, [call.param("key")]);
  return result(null);
}

async function metadata(context: RestContext, call: Call): Promise<Reply<MetadataGetResponse>> {
  const { id } = needKv(context, call);
  const found = await context.gateway.kvGet(id, call.param("key"));
  if (found === undefined) throw noSuchKvKey();
  return result(found.metadata);
}

async function keys(context: RestContext, call: Call): Promise<Reply<Key[]>> {
  const { id } = needKv(context, call);
  const { query } = call;
  const cursor = query.get("cursor");
  const page = await context.gateway.kvList(id, {
    prefix: query.get("prefix") ?? "",
    after: cursor === null || cursor === "" ? undefined : fromCursor(cursor),
    limit: Math.min(Math.max(Number(query.get("limit") ?? 1000), 10), 1000),
  });
  const listed = page.keys.map(({ name, expiration, metadata: own }): Key => ({
    name,
    ...(expiration === undefined ? {} : { expiration }),
    ...(own === undefined ? {} : { metadata: own }),
  }));
  const next = page.cursor === null ? "" : Buffer.from(page.cursor).toString("base64url");
  return result(listed, { count: listed.length, cursor: next });
}

function fromCursor(cursor: string): string {
  return Buffer.from(cursor, "base64url").toString("utf8");
}
