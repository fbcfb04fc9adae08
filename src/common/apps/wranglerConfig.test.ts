import { expect, it } from "vitest";
import { parseWrangler } from "./wranglerConfig.ts";

const JSONC = `{
  // of the shop
  "name": "shop",
  "main": "worker/index.ts",
  "compatibility_date": "2026-09-01",
  "compatibility_flags": ["nodejs_compat"],
  "vars": { "GREETING": "hello", "LIMITS": { "items": 3 } },
  "kv_namespaces": [{ "binding": "CART", "id": "abc" }, { "binding": "SEEN" }],
  "r2_buckets": [{ "binding": "PICTURES", "bucket_name": "pictures" }],
  "d1_databases": [{ "binding": "DB", "database_name": "orders" }],
  "durable_objects": { "bindings": [
    { "name": "ROOM", "class_name": "Room" },
    { "name": "FAR", "class_name": "Far", "script_name": "elsewhere" },
  ] },
  "services": [{ "binding": "AUTH", "service": "auth" }],
  "assets": { "directory": "dist", "binding": "ASSETS" },
  "queues": { "producers": [{ "binding": "MAILS", "queue": "mails" }] },
  "ai": { "binding": "AI" },
  "triggers": { "crons": ["0 * * * *"] },
}`;

const TOML = `
name = "shop"
main = "worker/index.ts"
compatibility_date = "2026-09-01"
compatibility_flags = ["nodejs_compat"]

[vars]
GREETING = "hello"
LIMITS = { items = 3 }

[[kv_namespaces]]
binding = "CART"
id = "abc"

[[kv_namespaces]]
binding = "SEEN"

[[r2_buckets]]
binding = "PICTURES"
bucket_name = "pictures"

[[d1_databases]]
binding = "DB"
database_name = "orders"

[[durable_objects.bindings]]
name = "ROOM"
class_name = "Room"

[[durable_objects.bindings]]
name = "FAR"
class_name = "Far"
script_name = "elsewhere"

[[services]]
binding = "AUTH"
service = "auth"

[assets]
directory = "dist"
binding = "ASSETS"

[[queues.producers]]
binding = "MAILS"
queue = "mails"

[ai]
binding = "AI"

[triggers]
crons = ["0 * * * *"]
`;

it("reads the same from JSON with comments and from TOML", () => {
  const config = parseWrangler("wrangler.jsonc", JSONC);
  expect(config).toEqual({
    name: "shop",
    main: "worker/index.ts",
    compatibilityDate: "2026-09-01",
    compatibilityFlags: ["nodejs_compat"],
    bindings: [
      { kind: "variable", name: "GREETING", value: "hello" },
      { kind: "variable", name: "LIMITS", value: { items: 3 } },
      { kind: "kv", name: "CART", namespace: "abc" },
      { kind: "kv", name: "SEEN", namespace: "SEEN" },
      { kind: "r2", name: "PICTURES", bucket: "pictures" },
      {
        kind: "d1",
        name: "DB",
        database: "orders",
        migrationsFolder: "migrations",
        migrationsTable: "d1_migrations",
      },
      { kind: "object", name: "ROOM", className: "Room" },
      { kind: "service", name: "AUTH", service: "auth", entrypoint: "default" },
      { kind: "assets", name: "ASSETS" },
    ],
    unserved: [
      { name: "FAR", what: "Durable Object", why: expect.stringContaining("elsewhere") },
      { name: "AI", what: "Workers AI", why: expect.any(String) },
      { name: "MAILS", what: "queue", why: expect.any(String) },
      { name: "triggers", what: "cron trigger", why: expect.any(String) },
    ],
  });
  expect(parseWrangler("wrangler.toml", TOML)).toEqual(config);
});

it.each([
  ["wrangler.jsonc", '{\n  "main": oops\n}', /line 2/],
  ["wrangler.jsonc", '{ "kv_namespaces": [{ "id": "x" }] }', /kv_namespaces\.0\.binding/],
  ["wrangler.jsonc", '{ "compatibility_date": "today" }', /compatibility_date: must be a date/],
  ["wrangler.toml", "main = ", /TOML/],
  ["wrangler.json", "[]", /./],
])("says where %s is wrong", (file, text, sentence) => {
  expect(() => parseWrangler(file, text)).toThrow(sentence);
});
