import type {
  NamespaceCreateResponse,
  NamespaceDeleteResponse,
  NamespaceGetResponse,
  NamespaceListResponse,
} from "cloudflare/resources/workers-for-platforms/dispatch/namespaces/namespaces";
import { z } from "zod";
import type { DispatchNamespaceRecord } from "../scriptStore.ts";
import type { Call } from "./call.ts";
import { result, type Reply } from "./reply.ts";
import { NAMESPACES, needNamespace, type RestContext } from "./restContext.ts";
import { RestError } from "./restError.ts";
import { route, type Route } from "./router.ts";

const Create = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, "must be letters, digits and dashes"),
});

/** Dispatch namespaces. */
export function namespaceRoutes(context: RestContext): Route[] {
  return [
    route("POST", NAMESPACES, (call) => create(context, call)),
    route("GET", NAMESPACES, () => list(context)),
    route("GET", `${NAMESPACES}/:namespace`, (call) => get(context, call)),
    route("DELETE", `${NAMESPACES}/:namespace`, (call) => remove(context, call)),
  ];
}

function create(context: RestContext, call: Call): Reply<NamespaceCreateResponse> {
  const { name } = call.json(Create);
  if (context.store.namespace(name) !== undefined) {
    throw new RestError(409, 100121, "A dispatch namespace with this name already exists.");
  }
  context.store.createNamespace(name);
  const made = context.store.namespace(name);
  if (made === undefined) throw new Error(`The namespace ${name} was not kept`);
  return result(described(made));
}

function list({ store }: RestContext): Reply<NamespaceListResponse[]> {
  return result(store.namespaces().map(described));
}

function get(context: RestContext, call: Call): Reply<NamespaceGetResponse> {
  return result(described(needNamespace(context, call)));
}

async function remove(context: RestContext, call: Call): Promise<Reply<NamespaceDeleteResponse>> {
  const { name } = needNamespace(context, call);
  const gone = context.store.scripts(name, { limit: -1 });
  context.store.deleteNamespace(name);
  const changes = gone.map((script) => [`${name}/${script.name}`, null] as const);
  await context.gateway.changeVersions(Object.fromEntries(changes));
  return result(null);
}

function described(record: DispatchNamespaceRecord): NamespaceGetResponse {
  return {
    namespace_id: record.id,
    namespace_name: record.name,
    created_on: record.createdOn,
    modified_on: record.modifiedOn,
    script_count: record.scripts,
    trusted_workers: false,
  };
}
