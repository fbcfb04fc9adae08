import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { AppId } from "../../../../common/apps/appId.ts";
import { Emitter } from "../../../../common/base/event.ts";
import { silentLog } from "../../../../common/base/log.ts";
import { CloudflarePlatform } from "../../../cloud/cloudflare/cloudflarePlatform.ts";
import { EdgeApi } from "../../../edge/edgeApi.ts";
import { TailClient } from "../../../edge/tailClient.ts";
import { PREVIEWS, TestEdge, TOKEN } from "../../../edge/testing/testEdge.ts";
import { readWorkerSettings } from "../../apps/workerSettings.ts";
import { OutputBuffer } from "../outputBuffer.ts";
import { SessionWorker } from "./sessionWorker.ts";

const APP = AppId.parse("jwbqqn");
const OTHER = AppId.parse("abcdef");

let edge: TestEdge;
let platform: CloudflarePlatform;
let root: string;
let output: OutputBuffer;
let hosts: Map<AppId, readonly string[]>;
const denied = new Emitter<{ script: string; host: string }>();
const following = new AbortController();
const workers: SessionWorker[] = [];

beforeAll(async () => {
  edge = await TestEdge.start();
  await edge.createNamespace();
  const { restUrl, publicPort } = edge.edge;
  const address = { accountId: "local", token: TOKEN, restUrl, publicPort };
  platform = new CloudflarePlatform({
    ...address,
    id: "local",
    kind: "local",
    environment: "development",
  });
  const terms = { leader: "test", studioOrigins: [], keepServing: true };
  const messages = await new EdgeApi(restUrl, TOKEN).lead(terms, following.signal);
  void (async () => {
    for await (const message of messages) {
      if (message.type !== "denied") continue;
      const [, script = ""] = message.denied.key.split("/");
      denied.fire({ script, host: message.denied.host });
    }
  })().catch(() => undefined);
});

afterAll(async () => {
  following.abort();
  await edge[Symbol.asyncDispose]();
});

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "worker-"));
  output = new OutputBuffer();
  hosts = new Map();
});

afterEach(async () => {
  for (const worker of workers.splice(0)) worker[Symbol.dispose]();
  await rm(root, { recursive: true, force: true });
});

async function put(file: string, text: string | object): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), typeof text === "string" ? text : JSON.stringify(text));
}

function open(id = APP, trusted = true): SessionWorker {
  const { restUrl, publicPort } = edge.edge;
  const address = { accountId: "local", token: TOKEN, restUrl, publicPort };
  const worker = new SessionWorker({
    app: { id, root, starter: null, trusted },
    platform,
    output,
    log: silentLog,
    ports: {
      settings: readWorkerSettings,
      appOfWorker: async (name) => (name === "auth" ? OTHER : null),
      allowed: { get: (app) => hosts.get(app) ?? [], set: (app, list) => hosts.set(app, list) },
      allow: (script, list) => new EdgeApi(restUrl, TOKEN).allow(`${PREVIEWS}/${script}`, list),
      onDenied: denied.on,
      tail: (script, onEvent) =>
        new TailClient({
          address: async () => address,
          namespace: PREVIEWS,
          script,
          onEvent,
          log: silentLog,
        }),
    },
  });
  workers.push(worker);
  return worker;
}

/** A worker whose answer is what the body returns. */
async function build(worker: SessionWorker, body: string, head = "", exports: string[] = []) {
  const code = `${head}
    export default { async fetch(request, env) { return Response.json((await (async () => { ${body} })()) ?? null) } }`;
  worker.built({
    hash: body,
    mainModule: "index.js",
    modules: { "index.js": code },
    compatibilityDate: "2026-09-01",
    exports: ["default", ...exports],
  });
  await worker.settled();
}

async function answer(id = APP): Promise<unknown> {
  const { status, text } = await edge.visit(`preview-${id}-api.localhost`);
  return status === 200 ? JSON.parse(text) : `${status} ${text}`;
}

const OBJECT = `import { DurableObject } from "cloudflare:workers";
export class Counter extends DurableObject {
  async next() { const n = ((await this.ctx.storage.get("n")) ?? 0) + 1; await this.ctx.storage.put("n", n); return n; }
}`;

it("gives a worker all that its wrangler file and .dev.vars name", async () => {
  await put("wrangler.jsonc", {
    vars: { GREETING: "hello", LIMITS: { items: 3 }, API_KEY: "from vars" },
    kv_namespaces: [{ binding: "CART", id: "Cart of the Shop" }],
    r2_buckets: [{ binding: "PICTURES", bucket_name: "pictures" }],
    d1_databases: [{ binding: "DB", database_name: "orders" }],
    durable_objects: { bindings: [{ name: "COUNTER", class_name: "Counter" }] },
    services: [{ binding: "AUTH", service: "auth" }],
    compatibility_flags: ["nodejs_compat"],
  });
  await put(
    "migrations/0001_items.sql",
    "CREATE TABLE items (name TEXT);\nINSERT INTO items VALUES ('fig');\n",
  );
  await put(".dev.vars", "API_KEY=secret words");
  await edge.upload(`${OTHER}-api`, `export default { fetch: () => new Response("auth") }`);
  const worker = open();
  const body = `
    await env.CART.put("n", String(Number((await env.CART.get("n")) ?? 0) + 1));
    await env.PICTURES.put("a", "b");
    const { sep } = await import("node:path");
    return {
      vars: [env.ENVIRONMENT, env.GREETING, env.LIMITS.items, env.API_KEY],
      kv: await env.CART.get("n"), r2: (await env.PICTURES.list()).objects.length,
      d1: await env.DB.prepare("SELECT name FROM items").first("name"),
      object: await env.COUNTER.getByName("one").next(),
      service: await (await env.AUTH.fetch("http://auth/")).text(), sep,
    };`;
  await build(worker, body, OBJECT, ["Counter"]);
  const seen = {
    vars: ["preview", "hello", 3, "secret words"],
    kv: "1",
    r2: 1,
    d1: "fig",
    object: 1,
    service: "auth",
    sep: "/",
  };
  expect(await answer()).toEqual(seen);
  expect(worker.state).toMatchObject({ status: "ready", problems: [], file: "wrangler.jsonc" });
  expect(JSON.stringify(worker.state)).not.toMatch(/secret words|hello/);

  // A new upload and a new migration: what was kept stays.
  await put("migrations/0002_more.sql", "UPDATE items SET name = name || 's'");
  worker.settingsChanged();
  await worker.settled();
  expect(await answer()).toEqual({ ...seen, kv: "2", d1: "figs", object: 2 });
});

it("names what cannot be served, and serves the rest", async () => {
  await put(
    "wrangler.toml",
    `
[vars]
GREETING = "hello"
[ai]
binding = "AI"
[[durable_objects.bindings]]
name = "ROOM"
class_name = "Room"
[[services]]
binding = "MAIL"
service = "mail"
[[d1_databases]]
binding = "DB"
database_name = "broken"
`,
  );
  await put("migrations/0001_bad.sql", "CREATE TABLE t (a); INSERT INTO nowhere VALUES (1);");
  const worker = open();
  await build(worker, "return [env.GREETING, Object.keys(env).sort()]");
  expect(await answer()).toEqual(["hello", ["ENVIRONMENT", "GREETING"]]);
  expect(worker.state.status).toBe("ready");
  expect(worker.state.problems.map(({ title, cause }) => `${title}: ${cause}`)).toEqual([
    expect.stringMatching(/^AI \(Workers AI\) is not served: The local edge has no Workers AI/),
    expect.stringMatching(/^DB \(D1 database\) .*0001_bad\.sql failed: .*no such table: nowhere/),
    expect.stringMatching(/^ROOM \(Durable Object\) .*does not export a class Room/),
    expect.stringMatching(/^MAIL \(service\) .*No app that Studio knows has a worker named mail/),
  ]);

  await put("migrations/0001_bad.sql", "CREATE TABLE t (a)");
  await put("wrangler.toml", '[[d1_databases]]\nbinding = "DB"\ndatabase_name = "broken"\n');
  worker.settingsChanged();
  await worker.settled();
  expect(worker.state.problems).toEqual([]);
  expect(await answer()).toEqual([null, ["DB", "ENVIRONMENT"]]);
});

it("keeps an untrusted folder's worker away from other apps", async () => {
  await put("wrangler.json", { services: [{ binding: "AUTH", service: "auth" }] });
  const worker = open(APP, false);
  await build(worker, "return env.AUTH === undefined");
  expect(await answer()).toBe(true);
  expect(worker.state.problems).toMatchObject([{ title: "AUTH (service) is not served" }]);
});

it("tells of a broken wrangler file, and recovers when it is mended", async () => {
  await put("wrangler.jsonc", "{ oops");
  const worker = open();
  await build(worker, "return env.GREETING");
  expect(await answer()).toBeNull();
  expect(worker.state.problems).toMatchObject([{ file: "wrangler.jsonc", host: null }]);
  await put("wrangler.jsonc", { vars: { GREETING: "again" } });
  worker.settingsChanged();
  await worker.settled();
  expect([await answer(), worker.state.problems]).toEqual(["again", []]);
});

it("asks before a worker reaches this machine, and remembers the answer", async () => {
  const worker = open();
  const { publicPort } = edge.edge;
  const host = `127.0.0.1:${publicPort}`;
  await build(worker, `return (await fetch("http://${host}/")).status`);
  expect(await answer()).toBe(403);
  await vi.waitFor(() => expect(worker.state.problems).toMatchObject([{ host }]), {
    timeout: 5_000,
  });
  await worker.allow(host);
  expect(worker.state).toMatchObject({ problems: [], allowed: [host] });
  expect(await answer()).toBe(404);
  worker[Symbol.dispose]();

  const again = open();
  await build(again, `return (await fetch("http://${host}/")).status`);
  expect(await answer()).toBe(404);
  await again.forbid(host);
  expect(await answer()).toBe(403);
});

it("shows requests, console lines and exceptions as they happen", async () => {
  const worker = open();
  await build(
    worker,
    `console.log("looking for", { fruit: "fig" }); console.warn("slow");
    if (new URL(request.url).pathname === "/api/bad") throw new TypeError("no fig");
    return 1;`,
  );
  await vi.waitFor(
    async () => {
      await edge.visit(`preview-${APP}-api.localhost`, "/api/fruit?n=1");
      const lines = output.value.map(({ level, source, message }) => [level, source, message]);
      expect(lines).toContainEqual(["info", "worker", "GET /api/fruit?n=1 200"]);
      expect(lines).toContainEqual(["info", "worker", 'looking for {"fruit":"fig"}']);
      expect(lines).toContainEqual(["warn", "worker", "slow"]);
    },
    { timeout: 10_000, interval: 200 },
  );
  await edge.visit(`preview-${APP}-api.localhost`, "/api/bad");
  await vi.waitFor(
    () =>
      expect(output.value).toContainEqual(
        expect.objectContaining({ level: "error", message: expect.stringContaining("no fig") }),
      ),
    { timeout: 5_000 },
  );
});
