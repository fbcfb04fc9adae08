import { request } from "node:http";
import Cloudflare from "cloudflare";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACCOUNT, PREVIEWS, TestEdge, TOKEN } from "../testing/testEdge.ts";
import { visit } from "../testing/visit.ts";

let edge: TestEdge;

const SCRIPT = { ...ACCOUNT, dispatch_namespace: PREVIEWS };
const HELLO = 'export default { fetch: (request, env) => new Response("hello " + env.WHO) }';

beforeAll(async () => {
  edge = await TestEdge.start();
  await edge.createNamespace();
});

afterAll(() => edge[Symbol.asyncDispose]());

/** What the SDK throws, as the parts that a caller can act on. */
const refusal = (work: PromiseLike<unknown>) =>
  Promise.resolve(work).then(
    () => "not refused",
    (error: unknown) =>
      error instanceof Cloudflare.APIError
        ? { type: error.constructor.name, status: error.status, errors: error.errors }
        : error,
  );

describe("through the official SDK", () => {
  it("dispatch namespaces are made, listed, read and deleted with their scripts", async () => {
    const { namespaces } = edge;
    const made = await namespaces.create({ ...ACCOUNT, name: "passing" });
    await edge.upload("gone", HELLO, { namespace: "passing" });
    const read = await namespaces.get("passing", ACCOUNT);
    const names: (string | undefined)[] = [];
    for await (const { namespace_name } of namespaces.list(ACCOUNT)) names.push(namespace_name);
    await namespaces.delete("passing", ACCOUNT);
    expect({ made: made.namespace_name, read: read.script_count, names }).toEqual({
      made: "passing",
      read: 1,
      names: [PREVIEWS, "passing"],
    });
    expect(await refusal(namespaces.get("passing", ACCOUNT))).toEqual({
      type: "NotFoundError",
      status: 404,
      errors: [{ code: 100119, message: "workers.api.error.dispatch_namespace_not_found" }],
    });
  });

  it("scripts are uploaded, read, downloaded, listed by tag and by page, and deleted", async () => {
    const { scripts } = edge.namespaces;
    const tags = ["app-one", "env-preview"];
    const uploaded = await edge.upload("one", HELLO, { metadata: { tags } });
    for (const name of ["three", "two"]) await edge.upload(name, HELLO);
    const read = await scripts.get("one", SCRIPT);
    const content = await (await scripts.content.get("one", SCRIPT)).formData();
    const path = `/accounts/local/workers/dispatch/namespaces/${PREVIEWS}/scripts`;
    interface Page {
      result: { id: string }[];
      result_info: { cursor: string };
    }
    const list = async (query: object) => edge.client.get<Page>(path, { query });
    const tagged = await list({ tags: "app-one:yes" });
    const untagged = await list({ tags: "app-one:no" });
    const first = await list({ limit: 2 });
    const second = await list({ limit: 2, cursor: first.result_info.cursor });
    await scripts.delete("two", SCRIPT);
    expect({
      etag: read.script?.etag === uploaded.etag,
      tags: read.script?.tags,
      module: await (content.get("main.js") as File).text(),
      tagged: tagged.result.map(({ id }) => id),
      untagged: untagged.result.map(({ id }) => id),
      pages: [first, second].map(({ result }) => result.map(({ id }) => id)),
      end: second.result_info.cursor,
    }).toEqual({
      etag: true,
      tags,
      module: HELLO,
      tagged: ["one"],
      untagged: ["three", "two"],
      pages: [["one", "three"], ["two"]],
      end: "",
    });
    expect(await refusal(scripts.get("two", SCRIPT))).toEqual({
      type: "NotFoundError",
      status: 404,
      errors: [{ code: 10007, message: "This Worker does not exist on your account." }],
    });
  });

  it("settings change bindings and keep what is inherited; an upload keeps what it is told to", async () => {
    const { settings } = edge.namespaces.scripts;
    const bindings = [
      { type: "plain_text", name: "WHO", text: "one" },
      { type: "secret_text", name: "KEY", text: "hidden" },
    ];
    await edge.upload("set", HELLO, { bindings });
    const change = {
      bindings: [
        { type: "plain_text", name: "WHO", text: "two" },
        { type: "inherit", name: "KEY" },
      ],
      tags: ["a"],
    };
    const file = new File([JSON.stringify(change)], "settings.json", { type: "application/json" });
    await settings.edit("set", { ...SCRIPT, settings: file } as never, {
      headers: { "Content-Type": null },
    });
    const served = (await edge.visit("preview-set.localhost")).text;
    const shown = await settings.get("set", SCRIPT);
    await edge.upload("set", HELLO, { metadata: { keep_bindings: ["secret_text"] } });
    const kept: unknown[] = [];
    for await (const binding of edge.namespaces.scripts.bindings.get("set", SCRIPT)) {
      kept.push(binding);
    }
    expect({ served, bindings: shown.bindings, tags: shown.tags, kept }).toEqual({
      served: "hello two",
      bindings: [
        { type: "plain_text", name: "WHO", text: "two" },
        { type: "secret_text", name: "KEY" },
      ],
      tags: ["a"],
      kept: [{ type: "secret_text", name: "KEY" }],
    });
  });

  it("secrets are put, listed without values, changed in bulk, and deleted", async () => {
    const { secrets } = edge.namespaces.scripts;
    await edge.upload("sec", "export default { fetch: (r, env) => Response.json(env) }");
    await secrets.update("sec", { ...SCRIPT, name: "A", text: "1", type: "secret_text" });
    await secrets.update("sec", { ...SCRIPT, name: "B", text: "2", type: "secret_text" });
    await secrets.bulkUpdate("sec", {
      ...SCRIPT,
      secrets: { A: null, C: { ...SCRIPT, name: "C", text: "3", type: "secret_text" } },
    });
    const listed: unknown[] = [];
    for await (const secret of secrets.list("sec", SCRIPT)) listed.push(secret);
    const env = JSON.parse((await edge.visit("preview-sec.localhost")).text);
    expect({ listed, env }).toEqual({
      listed: [
        { type: "secret_text", name: "B" },
        { type: "secret_text", name: "C" },
      ],
      env: { B: "2", C: "3" },
    });
    expect(await secrets.get("B", { ...SCRIPT, script_name: "sec" })).toMatchObject({ name: "B" });
    await secrets.delete("B", { ...SCRIPT, script_name: "sec" });
    expect(await refusal(secrets.get("B", { ...SCRIPT, script_name: "sec" }))).toMatchObject({
      status: 404,
    });
  });

  it("tags are put, listed and deleted without a new version", async () => {
    const { tags } = edge.namespaces.scripts;
    const { etag } = await edge.upload("tagged", HELLO);
    for await (const tag of tags.update("tagged", { ...SCRIPT, body: ["a", "b"] })) void tag;
    await tags.delete("a", { ...SCRIPT, script_name: "tagged" });
    const left: string[] = [];
    for await (const tag of tags.list("tagged", SCRIPT)) left.push(tag);
    const { script } = await edge.namespaces.scripts.get("tagged", SCRIPT);
    expect({ left, etag: script?.etag }).toEqual({ left: ["b"], etag });
  });

  it("KV namespaces and values, one by one, in bulk and by pages", async () => {
    const { namespaces } = edge.client.kv;
    const { id } = await namespaces.create({ ...ACCOUNT, title: "values" });
    await namespaces.update(id, { ...ACCOUNT, title: "renamed" });
    const value = { ...ACCOUNT, namespace_id: id };
    await namespaces.values.update("a/b c?.txt", {
      ...value,
      value: "one",
      metadata: JSON.stringify({ m: 1 }),
    });
    const pairs = Array.from({ length: 25 }, (_, i) => ({
      key: `n${String(i).padStart(2, "0")}`,
      value: `${i}`,
    }));
    const bytes = Buffer.from([0, 255]).toString("base64");
    await namespaces.bulkUpdate(id, {
      ...ACCOUNT,
      body: [...pairs, { key: "bytes", value: bytes, base64: true }],
    });
    const keys: string[] = [];
    for await (const { name } of namespaces.keys.list(id, { ...ACCOUNT, prefix: "n", limit: 10 }))
      keys.push(name);
    const bulk = await namespaces.bulkGet(id, { ...ACCOUNT, keys: ["n01", "none"] });
    await namespaces.bulkDelete(id, { ...ACCOUNT, body: ["n00"] });
    await namespaces.values.delete("n01", value);
    const read = async (key: string) =>
      Buffer.from(await (await namespaces.values.get(key, value)).arrayBuffer());
    expect({
      title: (await namespaces.get(id, ACCOUNT)).title,
      one: (await read("a/b c?.txt")).toString(),
      metadata: await namespaces.metadata.get("a/b c?.txt", value),
      bytes: [...(await read("bytes"))],
      keys: keys.length,
      bulk,
      gone: await refusal(namespaces.values.get("n00", value)),
    }).toEqual({
      title: "renamed",
      one: "one",
      metadata: { m: 1 },
      bytes: [0, 255],
      keys: 25,
      bulk: { values: { n01: "1", none: null } },
      gone: {
        type: "NotFoundError",
        status: 404,
        errors: [{ code: 10009, message: "get: 'key not found'" }],
      },
    });
    await namespaces.delete(id, ACCOUNT);
    expect(await refusal(namespaces.get(id, ACCOUNT))).toMatchObject({ status: 404 });
  });

  it("R2 buckets are made, listed, read and deleted", async () => {
    const { buckets } = edge.client.r2;
    await buckets.create({ ...ACCOUNT, name: "pictures" });
    const { buckets: all } = await buckets.list(ACCOUNT);
    const { name } = await buckets.get("pictures", ACCOUNT);
    await buckets.delete("pictures", ACCOUNT);
    expect({ all: all?.map((bucket) => bucket.name), name }).toEqual({
      all: ["pictures"],
      name: "pictures",
    });
  });

  it("the token is verified", async () => {
    expect(await edge.client.user.tokens.verify()).toMatchObject({ status: "active" });
  });
});

describe("an upload is refused, with the API's code, when", () => {
  const cases: readonly (readonly [string, object, number])[] = [
    ["its main module is missing", { main_module: "nope.js" }, 10021],
    ["a binding is of a kind that is not there", { bindings: [{ type: "ai", name: "AI" }] }, 10021],
    [
      "two bindings share a name",
      { bindings: [1, 2].map((n) => ({ type: "plain_text", name: "A", text: `${n}` })) },
      10021,
    ],
    ["there is nothing to inherit", { bindings: [{ type: "inherit", name: "NONE" }] }, 10021],
    ["it has nine tags", { tags: Array.from({ length: 9 }, (_, i) => `t${i}`) }, 10400],
    ["its date is no date", { compatibility_date: "soon" }, 10400],
  ];

  it.each(cases)("%s", async (_, metadata, code) => {
    expect(await refusal(edge.upload("refused", HELLO, { metadata }))).toMatchObject({
      status: 400,
      errors: [{ code }],
    });
  });

  it("its name could not be a host", async () => {
    expect(await refusal(edge.upload("Not.A.Host", HELLO))).toMatchObject({ status: 400 });
  });

  it("its namespace is not there", async () => {
    expect(await refusal(edge.upload("a", HELLO, { namespace: "none" }))).toMatchObject({
      status: 404,
      errors: [{ code: 100119 }],
    });
  });
});

describe("the server's door", () => {
  const port = () => Number(new URL(edge.edge.restUrl).port);
  const knock = (headers: Record<string, string>, path = "/client/v4/user/tokens/verify") =>
    visit(port(), "127.0.0.1", path, { headers });
  const authorization = `Bearer ${TOKEN}`;

  it("opens for the token alone, and never for a page or another host", async () => {
    const answers = await Promise.all([
      knock({ authorization }),
      knock({}),
      knock({ authorization: "Bearer token-of-this-test-ruN" }),
      knock({ authorization, origin: "http://preview-jwbqqn.localhost" }),
      knock({ authorization, "sec-fetch-site": "cross-site" }),
      knock({ authorization, host: `evil.example:${port()}` }),
      knock({ authorization, host: `localhost:${port()}` }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 403, 403, 403, 421, 421]);
    expect(JSON.parse(answers[1]?.text ?? "")).toEqual({
      success: false,
      errors: [{ code: 10000, message: "Authentication error" }],
      messages: [],
      result: null,
    });
  });

  it("knows only its own account, and says so of a path that it does not have", async () => {
    const other = "/client/v4/accounts/other/storage/kv/namespaces";
    const none = await knock({ authorization }, "/client/v4/zones");
    expect([(await knock({ authorization }, other)).status, none.status]).toEqual([403, 404]);
    expect(JSON.parse(none.text).errors[0].code).toBe(7003);
  });

  it("does not read a body without end", async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const call = request({
        host: "127.0.0.1",
        port: port(),
        path: "/client/v4/accounts/local/storage/kv/namespaces",
        method: "POST",
        headers: { authorization },
      });
      call.on("response", ({ statusCode }) => resolve(statusCode));
      call.on("error", reject);
      call.write(Buffer.alloc(2 * 1024 * 1024));
    });
    expect(status).toBe(413);
  });

  it("limits calls as an account does when it is told to", async () => {
    await using strict = await TestEdge.start({ callLimit: 2 });
    await strict.createNamespace();
    await strict.namespaces.get(PREVIEWS, ACCOUNT);
    const third = await refusal(strict.namespaces.get(PREVIEWS, ACCOUNT));
    expect(third).toMatchObject({ type: "RateLimitError", status: 429, errors: [{ code: 971 }] });
  });
});
