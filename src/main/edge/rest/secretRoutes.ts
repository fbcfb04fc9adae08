import type {
  SecretBulkUpdateResponse,
  SecretDeleteResponse,
  SecretGetResponse,
  SecretListResponse,
  SecretUpdateResponse,
} from "cloudflare/resources/workers-for-platforms/dispatch/namespaces/scripts/secrets";
import { z } from "zod";
import { scriptKey, type Binding, type ScriptRecord } from "../scriptRecord.ts";
import { secretViews } from "./bindingView.ts";
import type { Call } from "./call.ts";
import { result, type Reply } from "./reply.ts";
import { needScript, SCRIPT, type RestContext } from "./restContext.ts";
import { RestError } from "./restError.ts";
import { route, type Route } from "./router.ts";

const Name = z.string().regex(/^[A-Za-z_$][\w$]{0,99}$/, "is not a valid binding name");
const Secret = z.object({
  name: Name,
  text: z.string().max(5 * 1024, "a secret has at most 5 kB"),
  type: z.literal("secret_text", "only secret_text is supported by the local edge"),
});
const Bulk = z.object({ secrets: z.record(Name, Secret.nullable()).default({}) });

/** A script's secrets: their values go in and never come out. */
export function secretRoutes(context: RestContext): Route[] {
  return [
    route("GET", `${SCRIPT}/secrets`, (call) => list(context, call)),
    route("PUT", `${SCRIPT}/secrets`, (call) => put(context, call)),
    route("GET", `${SCRIPT}/secrets/:secret`, (call) => get(context, call)),
    route("DELETE", `${SCRIPT}/secrets/:secret`, (call) => remove(context, call)),
    route("PATCH", `${SCRIPT}/secrets-bulk`, (call) => bulk(context, call)),
  ];
}

function list(context: RestContext, call: Call): Reply<SecretListResponse[]> {
  return result(secretViews(needScript(context, call).bindings));
}

async function put(context: RestContext, call: Call): Promise<Reply<SecretUpdateResponse>> {
  const { name, text, type } = call.json(Secret);
  await change(context, needScript(context, call), { [name]: text });
  return result({ name, type });
}

function get(context: RestContext, call: Call): Reply<SecretGetResponse> {
  return result(needSecret(needScript(context, call), call.param("secret")));
}

async function remove(context: RestContext, call: Call): Promise<Reply<SecretDeleteResponse>> {
  const record = needScript(context, call);
  const { name } = needSecret(record, call.param("secret"));
  await change(context, record, { [name]: null });
  return result(null);
}

async function bulk(context: RestContext, call: Call): Promise<Reply<SecretBulkUpdateResponse>> {
  const { secrets } = call.json(Bulk);
  const values = Object.entries(secrets).map(
    ([name, secret]) => [name, secret?.text ?? null] as const,
  );
  const saved = await change(context, needScript(context, call), Object.fromEntries(values));
  return result(Object.fromEntries(secretViews(saved.bindings).map((view) => [view.name, view])));
}

/** Null removes a secret. A binding of another type with that name is replaced, as on an account. */
async function change(
  context: RestContext,
  record: ScriptRecord,
  values: Readonly<Record<string, string | null>>,
): Promise<ScriptRecord> {
  const kept = record.bindings.filter(({ name }) => !(name in values));
  const added = Object.entries(values).flatMap(([name, text]): Binding[] =>
    text === null ? [] : [{ type: "secret_text", name, text }],
  );
  const saved = context.store.saveScript({ ...record, bindings: [...kept, ...added] }, null);
  await context.publish(scriptKey(saved));
  return saved;
}

function needSecret(record: ScriptRecord, name: string): SecretGetResponse {
  const found = secretViews(record.bindings).find((secret) => secret.name === name);
  if (found === undefined) throw new RestError(404, 10056, "Secret not found.");
  return found;
}
