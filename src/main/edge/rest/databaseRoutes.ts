import type { D1 } from "cloudflare/resources/d1/d1";
import type {
  DatabaseDeleteResponse,
  DatabaseListResponse,
  DatabaseRawResponse,
  QueryResult,
} from "cloudflare/resources/d1/database/database";
import { z } from "zod";
import type { SqlResult, SqlStatement } from "../../../common/apps/edgeWire.ts";
import type { D1Record } from "../d1Databases.ts";
import type { Call } from "./call.ts";
import { result, type Reply } from "./reply.ts";
import type { RestContext } from "./restContext.ts";
import { badRequest, RestError } from "./restError.ts";
import { route, type Route } from "./router.ts";

const D1_PATH = "/accounts/:account/d1/database";
const MAX_QUERY = 10 * 1024 * 1024;

const Create = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9-_]{0,62}$/i, "is not a valid database name"),
});
const Value = z.union([z.string(), z.number(), z.null(), z.boolean().transform(Number)]);
const One = z.object({ sql: z.string().min(1), params: z.array(Value).default([]) });
const Query = z.union([z.object({ batch: z.array(One).min(1) }), One]);

/** D1 databases and their rows. */
export function databaseRoutes(context: RestContext): Route[] {
  const one = `${D1_PATH}/:id`;
  return [
    route("POST", D1_PATH, (call) => create(context, call)),
    route("GET", D1_PATH, (call) => list(context, call)),
    route("GET", one, (call) => result<D1>(view(needDatabase(context, call)))),
    route("DELETE", one, (call) => remove(context, call)),
    route("POST", `${one}/query`, (call) => query(context, call), MAX_QUERY),
    route("POST", `${one}/raw`, (call) => raw(context, call), MAX_QUERY),
  ];
}

function create({ databases }: RestContext, call: Call): Reply<D1> {
  const { name } = call.json(Create);
  if (databases.list().some((database) => database.name === name)) {
    throw badRequest(`A database with the name ${name} already exists.`);
  }
  return result(view(databases.create(name)));
}

function list({ databases }: RestContext, call: Call): Reply<DatabaseListResponse[]> {
  const name = call.query.get("name");
  const found = databases.list().filter((database) => name === null || database.name === name);
  return result(found.map(view), { page: 1, per_page: found.length, count: found.length });
}

async function remove(context: RestContext, call: Call): Promise<Reply<DatabaseDeleteResponse>> {
  const { id } = needDatabase(context, call);
  await context.gateway.sqlClear(id);
  context.databases.delete(id);
  return result(null);
}

async function query(context: RestContext, call: Call): Promise<Reply<QueryResult[]>> {
  const results = await run(context, call);
  return result(
    results.map(({ columns, rows, meta }) => ({
      success: true,
      meta,
      results: rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]]))),
    })),
  );
}

async function raw(context: RestContext, call: Call): Promise<Reply<DatabaseRawResponse[]>> {
  const results = await run(context, call);
  return result(
    results.map(({ columns, rows, meta }) => ({
      success: true,
      meta,
      results: { columns: [...columns], rows: rows.map((row) => [...row]) },
    })) as DatabaseRawResponse[],
  );
}

function run(context: RestContext, call: Call): Promise<SqlResult[]> {
  const { id } = needDatabase(context, call);
  const asked = call.json(Query);
  const statements: readonly SqlStatement[] = "batch" in asked ? asked.batch : [asked];
  return context.gateway.sql(id, statements);
}

function needDatabase({ databases }: RestContext, call: Call): D1Record {
  const found = databases.get(call.param("id"));
  if (found === undefined) throw new RestError(404, 7404, "The database could not be found.");
  return found;
}

function view({ id, name, createdOn }: D1Record): D1 & { uuid: string; name: string } {
  return { uuid: id, name, created_at: createdOn, version: "production" };
}
