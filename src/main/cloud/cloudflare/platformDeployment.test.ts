import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { DeployStage } from "../../../common/contracts/accounts.ts";
import { ProblemError } from "../../../common/contracts/problem.ts";
import { CloudflarePlatform } from "./cloudflarePlatform.ts";
import { PlatformDeployment } from "./platformDeployment.ts";

const ACCOUNT = "0123456789abcdef0123456789abcdef";
const TOKEN = "a-token-of-the-person";

/** What an account keeps, and the answers of Cloudflare's API about it. */
class Account {
  readonly namespaces: string[] = [];
  readonly kv: { id: string; title: string }[] = [];
  readonly workers = new Map<string, Record<string, unknown>>();
  readonly code = new Map<string, string>();
  readonly records: Record<string, unknown>[] = [];
  readonly routes: { pattern: string; script: string }[] = [];
  zone = "example.com";
  /** Paths that the token is not allowed. */
  refuse: RegExp | null = null;

  async answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const url = new URL(request.url ?? "/", "http://api");
    const route = `${request.method} ${url.pathname}`;
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return refused(401, 10000, "Auth");
    if (this.refuse?.test(route) === true) return refused(403, 10000, "Authentication error");
    const bytes = new Uint8Array(await buffer(request));
    const result = await this.#result(route, url, bytes, request);
    if (result === undefined) return refused(404, 7003, `no route for ${route}`);
    const result_info = { page: 1, per_page: 1000, count: 1, total_count: 1 };
    return { status: 200, body: { success: true, errors: [], messages: [], result, result_info } };
  }

  async #result(route: string, url: URL, bytes: Uint8Array<ArrayBuffer>, request: IncomingMessage) {
    const json = (): Record<string, string> => JSON.parse(new TextDecoder().decode(bytes)) as never;
    const at = `/accounts/${ACCOUNT}`;
    switch (route) {
      case "GET /user/tokens/verify":
        return { id: "1", status: "active" };
      case `GET ${at}/workers/dispatch/namespaces`:
        return this.namespaces.map((namespace_name) => ({ namespace_name }));
      case `POST ${at}/workers/dispatch/namespaces`:
        return this.namespaces.push(json()["name"] ?? "");
      case `GET ${at}/storage/kv/namespaces`:
        return this.kv;
      case `POST ${at}/storage/kv/namespaces`: {
        const made = { id: `kv-${this.kv.length}`, title: json()["title"] ?? "" };
        this.kv.push(made);
        return made;
      }
      case `GET ${at}/workers/scripts`:
        return [...this.workers.keys()].map((id) => ({ id }));
      default:
        return this.#ofZone(route, url, json) ?? this.#named(route, at, bytes, request);
    }
  }

  #ofZone(route: string, url: URL, json: () => Record<string, string>): unknown {
    switch (route) {
      case "GET /zones":
        return url.searchParams.get("name") === this.zone ? [{ id: "zone1", name: this.zone }] : [];
      case "GET /zones/zone1/dns_records":
        return this.records;
      case "POST /zones/zone1/dns_records":
        return this.records.push(json()) && json();
      case "GET /zones/zone1/workers/routes":
        return this.routes;
      case "POST /zones/zone1/workers/routes":
        return this.routes.push(json() as never) && json();
      default:
        return undefined;
    }
  }

  async #named(
    route: string,
    at: string,
    bytes: Uint8Array<ArrayBuffer>,
    request: IncomingMessage,
  ) {
    const namespace = route.match(/GET .*\/dispatch\/namespaces\/(.+)$/)?.[1];
    if (namespace !== undefined && this.namespaces.includes(namespace)) {
      return { namespace_name: namespace };
    }
    const worker = route.startsWith(`PUT ${at}/workers/scripts/`) ? route.split("/").at(-1) : null;
    if (typeof worker !== "string") return undefined;
    const type = request.headers["content-type"] ?? "";
    const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
    const [metadata, main] = [form.get("metadata"), form.get("main.js")];
    if (!(metadata instanceof File) || !(main instanceof File)) return undefined;
    this.workers.set(worker, JSON.parse(await metadata.text()) as Record<string, unknown>);
    this.code.set(worker, await main.text());
    return { id: worker };
  }
}

function refused(status: number, code: number, message: string) {
  return {
    status,
    body: { success: false, errors: [{ code, message }], messages: [], result: null },
  };
}

let account: Account;
let server: Server;

beforeEach(async () => {
  account = new Account();
  server = createServer((request, response) => {
    void account.answer(request).then(({ status, body }) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function deployment(change: { domain?: string | null; token?: string } = {}): PlatformDeployment {
  const restUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { domain = "apps.example.com", token = TOKEN } = change;
  return new PlatformDeployment({
    accountId: ACCOUNT,
    token,
    domain,
    roomSecret: "the-secret-of-the-rooms",
    studioOrigins: ["http://ide.localhost:4000"],
    platformCode: "export class PreviewRoom {}",
    dispatchCode: "export default {}",
    platform: new CloudflarePlatform({
      id: ACCOUNT,
      kind: "cloudflare",
      accountId: ACCOUNT,
      token,
      environment: "production",
      restUrl,
    }),
    restUrl,
  });
}

const problemOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "none",
    (error: unknown) => (error instanceof ProblemError ? error.problem.message : String(error)),
  );

test("everything that a preview on the account needs is there afterwards", async () => {
  const stages: DeployStage[] = [];
  await deployment().deploy((stage) => stages.push(stage));
  expect(stages).toEqual(["namespaces", "platform", "dispatch", "address"]);
  expect(account.namespaces).toEqual([
    "overskill-production-preview",
    "overskill-production-staging",
    "overskill-production-production",
  ]);
  expect(account.workers.get("overskill-platform")).toEqual({
    main_module: "main.js",
    compatibility_date: "2026-09-01",
    bindings: [
      { type: "durable_object_namespace", name: "ROOM", class_name: "PreviewRoom" },
      { type: "kv_namespace", name: "FILES", namespace_id: "kv-0" },
      { type: "dispatch_namespace", name: "PREVIEW", namespace: "overskill-production-preview" },
      { type: "secret_text", name: "ROOM_SECRET", text: "the-secret-of-the-rooms" },
      { type: "plain_text", name: "STUDIO_ORIGINS", text: '["http://ide.localhost:4000"]' },
    ],
    migrations: { new_tag: "v1", new_sqlite_classes: ["PreviewRoom"] },
  });
  expect(account.workers.get("overskill-dispatch")?.["bindings"]).toEqual([
    { type: "dispatch_namespace", name: "PREVIEW", namespace: "overskill-production-preview" },
    { type: "dispatch_namespace", name: "STAGING", namespace: "overskill-production-staging" },
    {
      type: "dispatch_namespace",
      name: "PRODUCTION",
      namespace: "overskill-production-production",
    },
    { type: "plain_text", name: "APP_DOMAIN", text: "apps.example.com" },
  ]);
  expect([account.code.get("overskill-platform"), account.routes, account.records]).toEqual([
    "export class PreviewRoom {}",
    [{ pattern: "*.apps.example.com/*", script: "overskill-dispatch" }],
    [{ type: "AAAA", name: "*.apps.example.com", content: "100::", proxied: true, ttl: 1 }],
  ]);
  expect((await deployment().check()).map(({ id, problem }) => [id, problem])).toEqual([
    ["token", null],
    ["scripts", null],
    ["kv", null],
    ["workers", null],
    ["zone", null],
  ]);
});

test("a second deployment replaces the code and repeats nothing that may be done once", async () => {
  await deployment().deploy(() => undefined);
  await deployment().deploy(() => undefined);
  expect(account.workers.get("overskill-platform")?.["migrations"]).toBeUndefined();
  expect([account.routes.length, account.records.length, account.kv.length]).toEqual([1, 1, 3]);
});

test("without a domain of the person's nothing is routed", async () => {
  await deployment({ domain: null }).deploy(() => undefined);
  expect([account.routes, [...account.workers.keys()]]).toEqual([
    [],
    ["overskill-platform", "overskill-dispatch"],
  ]);
});

test("a route that leads elsewhere is left as it is, and said", async () => {
  account.routes.push({ pattern: "*.apps.example.com/*", script: "shop" });
  expect(await problemOf(deployment().deploy(() => undefined))).toBe(
    "*.apps.example.com/* is routed to shop.",
  );
  expect(account.routes).toEqual([{ pattern: "*.apps.example.com/*", script: "shop" }]);
});

test("what the token lacks is told one by one, and what the account lacks too", async () => {
  account.refuse = /kv/;
  account.zone = "other.com";
  const checks = await deployment().check();
  expect(checks.map(({ id, problem }) => [id, problem?.message ?? null])).toEqual([
    ["token", null],
    ["scripts", null],
    ["kv", "Cloudflare refused: Authentication error (code 10000)"],
    ["workers", "The account does not have overskill-platform and overskill-dispatch."],
    ["zone", "The account has no zone for apps.example.com."],
  ]);
});
