import { afterAll, beforeAll, expect, it } from "vitest";
import { ACCOUNT, TestEdge, TOKEN } from "./testing/testEdge.ts";

let edge: TestEdge;

beforeAll(async () => {
  edge = await TestEdge.start();
  await edge.createNamespace();
});

afterAll(() => edge[Symbol.asyncDispose]());

const api = (method: string, call: string): Promise<Response> =>
  fetch(`${edge.edge.restUrl}${call}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}` },
  });

async function run(name: string, body: string, bindings: readonly object[]): Promise<unknown> {
  await edge.upload(
    name,
    `import { DurableObject } from "cloudflare:workers";
    export class Counter extends DurableObject {
      async next() {
        const n = ((await this.ctx.storage.get("n")) ?? 0) + 1;
        await this.ctx.storage.put("n", n);
        return n;
      }
    }
    export default { async fetch(request, env) { return Response.json(await (async () => { ${body} })()) } }`,
    { bindings },
  );
  const { status, text } = await edge.visit(`preview-${name}.localhost`);
  return status === 200 ? JSON.parse(text) : text;
}

it("gives D1 as documented, all or nothing in a batch, and to the SDK", async () => {
  const { uuid = "" } = await edge.client.d1.database.create({ ...ACCOUNT, name: "shop" });
  const seen = await run(
    "sql",
    `const { DB } = env;
    const made = await DB.exec("CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT, price REAL, photo BLOB)\\nCREATE INDEX byname ON items (name)");
    const put = DB.prepare("INSERT INTO items (name, price, photo) VALUES (?1, ?2, ?3)");
    const [first] = await DB.batch([put.bind("pear", 1.5, new Uint8Array([1, 2])), put.bind("fig", 2, null)]);
    const failed = await DB.batch([put.bind("lost", 1, null), DB.prepare("INSERT INTO none VALUES (1)")]).catch((error) => error.message);
    const untyped = (() => { try { put.bind(undefined); } catch (error) { return error.message; } })();
    return {
      made: made.count, last: first.meta.last_row_id, changes: first.meta.changes, failed, untyped,
      all: (await DB.prepare("SELECT id, name, photo FROM items ORDER BY id").all()).results,
      one: await DB.prepare("SELECT price FROM items WHERE name = ?").bind("fig").first("price"),
      none: await DB.prepare("SELECT * FROM items WHERE id = 9").first(),
      raw: await DB.prepare("SELECT a.id, b.id FROM items a JOIN items b ON a.id < b.id").raw({ columnNames: true }),
    };`,
    [{ type: "d1", name: "DB", database_id: uuid }],
  );
  expect(seen).toEqual({
    made: 2,
    last: 1,
    changes: 1,
    failed: expect.stringMatching(/^D1_ERROR: no such table: none/),
    untyped: "D1_TYPE_ERROR: Type 'undefined' not supported for value 'undefined'",
    all: [
      { id: 1, name: "pear", photo: [1, 2] },
      { id: 2, name: "fig", photo: null },
    ],
    one: 2,
    none: null,
    raw: [
      ["id", "id"],
      [1, 2],
    ],
  });
  const page = await edge.client.d1.database.query(uuid, {
    ...ACCOUNT,
    sql: "SELECT name FROM items WHERE price > ?",
    params: ["1.7"],
  });
  expect(page.result.map(({ results }) => results)).toEqual([[{ name: "fig" }]]);
});

it("lets a script call another one of its namespace, by fetch and by method", async () => {
  await edge.upload(
    "prices",
    `import { WorkerEntrypoint } from "cloudflare:workers";
    export class Rates extends WorkerEntrypoint {
      async of(name) { return { name, rate: 2, from: this.ctx.props?.from ?? null } }
    }
    export default { fetch: (request) => new Response("prices of " + new URL(request.url).pathname) }`,
  );
  const seen = await run(
    "caller",
    `return {
      page: await (await env.PRICES.fetch("http://prices/fig")).text(),
      rate: await env.RATES.of("fig"),
      missing: await env.GONE.fetch("http://gone/").then(() => "answered", (error) => error.message),
    };`,
    [
      { type: "service", name: "PRICES", service: "prices" },
      { type: "service", name: "RATES", service: "prices", entrypoint: "Rates" },
      { type: "service", name: "GONE", service: "nobody" },
    ],
  );
  expect(seen).toEqual({
    page: "prices of /fig",
    rate: { name: "fig", rate: 2, from: null },
    missing: "A service binding leads to nobody, which is not there.",
  });
  await edge.upload(
    "prices",
    `import { WorkerEntrypoint } from "cloudflare:workers";
    export class Rates extends WorkerEntrypoint { of() { return 3 } }
    export default { fetch: () => new Response("newer") }`,
  );
  expect((await edge.visit("preview-caller.localhost")).text).toContain("newer");
});

it("deletes what one app's worker has kept, and nothing of another's", async () => {
  const bindings = await Promise.all(
    ["aaaaaa", "bbbbbb"].map(async (app) => {
      const kv = await edge.client.kv.namespaces.create({ ...ACCOUNT, title: `app-${app}-cart` });
      const db = await edge.client.d1.database.create({ ...ACCOUNT, name: `app-${app}-shop` });
      await edge.client.r2.buckets.create({ ...ACCOUNT, name: `app-${app}-pictures` });
      return [
        { type: "kv_namespace", name: "KV", namespace_id: kv.id },
        { type: "d1", name: "DB", database_id: db.uuid },
        { type: "r2_bucket", name: "R2", bucket_name: `app-${app}-pictures` },
        { type: "durable_object_namespace", name: "COUNTER", class_name: "Counter" },
      ];
    }),
  );
  const body = `
    await env.KV.put("visits", String(Number((await env.KV.get("visits")) ?? 0) + 1));
    await env.DB.exec("CREATE TABLE IF NOT EXISTS visits (n INTEGER)");
    await env.DB.prepare("INSERT INTO visits VALUES (1)").run();
    const before = await env.R2.list();
    await env.R2.put("picture" + before.objects.length, "bytes");
    return [
      await env.KV.get("visits"),
      await env.DB.prepare("SELECT count(*) AS n FROM visits").first("n"),
      before.objects.length + 1,
      await env.COUNTER.getByName("main").next(),
    ];`;
  const counts = (app: string) =>
    edge.visit(`preview-${app}-api.localhost`).then(({ text }) => JSON.parse(text) as unknown);
  await run("aaaaaa-api", body, bindings[0] ?? []);
  await run("bbbbbb-api", body, bindings[1] ?? []);
  expect(await counts("aaaaaa")).toEqual(["2", 2, 2, 2]);
  const listed = (await (await api("GET", "/edge/apps")).json()) as { result: { apps: string[] } };
  expect(listed.result.apps).toEqual(["aaaaaa", "bbbbbb"]);

  expect((await api("DELETE", "/edge/apps/aaaaaa")).status).toBe(200);

  const left = (await (await api("GET", "/edge/apps")).json()) as { result: { apps: string[] } };
  expect(left.result.apps).toEqual(["bbbbbb"]);
  expect(await counts("bbbbbb")).toEqual(["2", 2, 2, 2]);
  // Bindings that the script still has lead to nothing that was kept.
  expect(await counts("aaaaaa")).toEqual(["1", 1, 1, 1]);
});
