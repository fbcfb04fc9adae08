import type {
  Namespace,
  NamespaceBulkDeleteResponse,
  NamespaceBulkGetResponse,
  NamespaceBulkUpdateResponse,
  NamespaceDeleteResponse,
} from "cloudflare/resources/kv/namespaces/namespaces";
import { z } from "zod";
import type { KvNamespaceRecord } from "../kvNamespaces.ts";
import type { Call } from "./call.ts";
import { KV, needKv } from "./kvContext.ts";
import { result, type Reply } from "./reply.ts";
import type { RestContext } from "./restContext.ts";
import { badRequest, RestError } from "./restError.ts";
import { route, type Route } from "./router.ts";

const Title = z.object({ title: z.string().min(1).max(512) });
const Pairs = z
  .array(
    z.object({
      key: z.string(),
      value: z.string(),
      base64: z.boolean().optional(),
      metadata: z.unknown().optional(),
      expiration: z.number().optional(),
      expiration_ttl: z.number().optional(),
    }),
  )
  .max(10_000, "at most 10,000 pairs");
const Keys = z.array(z.string()).max(10_000, "at most 10,000 keys");
const BulkGet = z.object({
  keys: z.array(z.string()).max(100, "at most 100 keys"),
  type: z.enum(["text", "json"]).default("text"),
  withMetadata: z.boolean().default(false),
});

const MAX_BULK = 100 * 1024 * 1024;

/** KV namespaces, and their values in bulk. */
export function kvRoutes(context: RestContext): Route[] {
  const one = `${KV}/:id`;
  return [
    route("POST", KV, (call) => create(context, call)),
    route("GET", KV, (call) => list(context, call)),
    route("GET", one, (call) => get(context, call)),
    route("PUT", one, (call) => rename(context, call)),
    route("DELETE", one, (call) => remove(context, call)),
    route("PUT", `${one}/bulk`, (call) => bulkPut(context, call), MAX_BULK),
    route("POST", `${one}/bulk/delete`, (call) => bulkDelete(context, call), MAX_BULK),
    route("POST", `${one}/bulk/get`, (call) => bulkGet(context, call)),
  ];
}

function create(context: RestContext, call: Call): Reply<Namespace> {
  const { title } = call.json(Title);
  refuseTaken(context, title);
  return result(view(context.kv.create(title)));
}

function list({ kv }: RestContext, { query }: Call): Reply<Namespace[]> {
  const perPage = Math.min(Math.max(Number(query.get("per_page") ?? 20), 1), 1000);
  const page = Math.max(Number(query.get("page") ?? 1), 1);
  const all = kv.list();
  const shown = all.slice((page - 1) * perPage, page * perPage).map(view);
  return result(shown, {
    page,
    per_page: perPage,
    count: shown.length,
    total_count: all.length,
    total_pages: Math.ceil(all.length / perPage),
  });
}

function get(context: RestContext, call: Call): Reply<Namespace> {
  return result(view(needKv(context, call)));
}

function rename(context: RestContext, call: Call): Reply<Namespace> {
  const { id } = needKv(context, call);
  const { title } = call.json(Title);
  refuseTaken(context, title, id);
  return result(view(context.kv.rename(id, title)));
}

async function remove(
  context: RestContext,
  call: Call,
): Promise<Reply<NamespaceDeleteResponse | null>> {
  const { id } = needKv(context, call);
  context.kv.delete(id);
  await context.gateway.kvClear(id);
  return result(null);
}

async function bulkPut(
  context: RestContext,
  call: Call,
): Promise<Reply<NamespaceBulkUpdateResponse>> {
  const { id } = needKv(context, call);
  const pairs = call.json(Pairs);
  await context.gateway.kvPut(id, pairs);
  return result({ successful_key_count: pairs.length, unsuccessful_keys: [] });
}

async function bulkDelete(
  context: RestContext,
  call: Call,
): Promise<Reply<NamespaceBulkDeleteResponse>> {
  const { id } = needKv(context, call);
  const keys = call.json(Keys);
  await context.gateway.kvDelete(id, keys);
  return result({ successful_key_count: keys.length, unsuccessful_keys: [] });
}

async function bulkGet(context: RestContext, call: Call): Promise<Reply<NamespaceBulkGetResponse>> {
  const { id } = needKv(context, call);
  const { keys, type, withMetadata } = call.json(BulkGet);
  const entries = keys.map(async (key) => {
    const found = await context.gateway.kvGet(id, key);
    if (found === undefined) return [key, null] as const;
    const text = found.value.toString("utf8");
    const value = type === "json" ? jsonValue(key, text) : text;
    return [key, withMetadata ? { value, metadata: found.metadata } : value] as const;
  });
  const values = Object.fromEntries(await Promise.all(entries));
  return result({ values } as NamespaceBulkGetResponse);
}

function jsonValue(key: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest(`The value of ${key} is not JSON.`);
  }
}

function refuseTaken({ kv }: RestContext, title: string, except?: string): void {
  const taken = kv.byTitle(title);
  if (taken !== undefined && taken.id !== except) {
    throw new RestError(
      400,
      10014,
      "create namespace: 'a namespace with this account ID and title already exists'",
    );
  }
}

function view({ id, title }: KvNamespaceRecord): Namespace {
  return { id, title, supports_url_encoding: true };
}
