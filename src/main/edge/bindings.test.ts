import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PLATFORM_WORKER } from "../../common/apps/names.ts";
import { ACCOUNT, PREVIEWS, TestEdge } from "./testing/testEdge.ts";

let edge: TestEdge;

beforeAll(async () => {
  edge = await TestEdge.start();
  await edge.createNamespace();
});

afterAll(() => edge[Symbol.asyncDispose]());

/** Runs an async function body with `env` and `request` in a script, and gives back its result. */
async function run(name: string, body: string, bindings: readonly object[]): Promise<unknown> {
  await edge.upload(
    name,
    `export default { async fetch(request, env) { return Response.json(await (async () => { ${body} })()) } }`,
    { bindings },
  );
  const { status, text } = await edge.visit(`preview-${name}.localhost`);
  return status === 200 ? JSON.parse(text) : text;
}

it("hands over plain values, secrets and JSON, also by import", async () => {
  await edge.upload(
    "values",
    `import { env as imported } from "cloudflare:workers";
    export default { fetch: (request, env) => Response.json({ env, imported: imported.PLAIN }) }`,
    {
      bindings: [
        { type: "plain_text", name: "PLAIN", text: "one" },
        { type: "secret_text", name: "SECRET", text: "two" },
        { type: "json", name: "JSON", json: { three: [3] } },
      ],
    },
  );
  const { text } = await edge.visit("preview-values.localhost");
  expect(JSON.parse(text)).toEqual({
    env: { PLAIN: "one", SECRET: "two", JSON: { three: [3] } },
    imported: "one",
  });
});

it("gives KV in all its forms, shared with the API and apart from other namespaces", async () => {
  const { id } = await edge.client.kv.namespaces.create({ ...ACCOUNT, title: "mine" });
  const other = await edge.client.kv.namespaces.create({ ...ACCOUNT, title: "other" });
  const seen = await run(
    "kv",
    `await env.KV.put("text", "wörter", { metadata: { m: 1 } });
    await env.KV.put("bytes", new Uint8Array([0, 255]));
    await env.KV.put("stream", new Response("streamed").body);
    await env.KV.put("json", JSON.stringify({ a: 1 }), { expirationTtl: 60 });
    const big = new Uint8Array(3_000_000).fill(7);
    await env.KV.put("big", big.buffer);
    const back = new Uint8Array(await env.KV.get("big", "arrayBuffer"));
    const page = await env.KV.list({ limit: 2 });
    const rest = await env.KV.list({ cursor: page.cursor });
    await env.KV.delete("bytes");
    const refused = await env.KV.put("k".repeat(513), "").catch((error) => error.message);
    return {
      text: await env.KV.get("text"), meta: await env.KV.getWithMetadata("text"),
      stream: await new Response(await env.KV.get("stream", "stream")).text(),
      json: await env.KV.get("json", { type: "json" }),
      big: [back.length, back.every((byte) => byte === 7)],
      many: Object.fromEntries(await env.KV.get(["text", "none"])),
      gone: await env.KV.get("bytes"), other: await env.OTHER.get("text"),
      keys: [page, rest].map(({ keys, list_complete }) => [keys.map(({ name }) => name), list_complete]),
      refused,
    };`,
    [
      { type: "kv_namespace", name: "KV", namespace_id: id },
      { type: "kv_namespace", name: "OTHER", namespace_id: other.id },
    ],
  );
  expect(seen).toEqual({
    text: "wörter",
    meta: { value: "wörter", metadata: { m: 1 }, cacheStatus: null },
    stream: "streamed",
    json: { a: 1 },
    big: [3_000_000, true],
    many: { text: "wörter", none: null },
    gone: null,
    other: null,
    keys: [
      [["big", "bytes"], false],
      [["json", "stream", "text"], true],
    ],
    refused: "KV PUT failed: 414 UTF-8 encoded length of 513 exceeds key length limit of 512.",
  });
});

it("gives R2 with metadata, ranges and lists, each bucket for itself", async () => {
  const { client } = edge;
  for (const name of ["pictures", "others"]) await client.r2.buckets.create({ ...ACCOUNT, name });
  const bindings = [
    { type: "r2_bucket", name: "R2", bucket_name: "pictures" },
    { type: "r2_bucket", name: "OTHER", bucket_name: "others" },
  ];
  const seen = await run(
    "r2",
    `const put = await env.R2.put("a/b.txt", "0123456789", {
      httpMetadata: { contentType: "text/plain" }, customMetadata: { by: "me" } });
    await env.R2.put("a/c.bin", new Response("streamed").body);
    await env.R2.put("z", new Uint8Array([1]));
    const object = await env.R2.get("a/b.txt");
    const headers = new Headers(); object.writeHttpMetadata(headers);
    const part = await env.R2.get("a/b.txt", { range: { offset: 2, length: 3 } });
    const page = await env.R2.list({ prefix: "a/" });
    const folders = await env.R2.list({ delimiter: "/" });
    await env.R2.delete(["z"]);
    return { key: put.key, size: put.size, text: await object.text(), type: headers.get("content-type"),
      custom: object.customMetadata, part: await part.text(), head: (await env.R2.head("a/c.bin")).size,
      keys: page.objects.map(({ key }) => key), folders: folders.delimitedPrefixes,
      none: await env.R2.get("z"), other: (await env.OTHER.list()).objects,
      date: put.uploaded instanceof Date };`,
    bindings,
  );
  expect(seen).toEqual({
    key: "a/b.txt",
    size: 10,
    text: "0123456789",
    type: "text/plain",
    custom: { by: "me" },
    part: "234",
    head: 8,
    keys: ["a/b.txt", "a/c.bin"],
    folders: ["a/"],
    none: null,
    other: [],
    date: true,
  });
  await expect(client.r2.buckets.delete("pictures", ACCOUNT)).rejects.toThrow(/not empty/);
});

describe("a service binding", () => {
  const api = (app: string) => ({
    type: "service",
    name: "API",
    service: PLATFORM_WORKER,
    entrypoint: "AppApi",
    props: { app },
  });

  it("is scoped to the app it was bound for, whatever the script asks for", async () => {
    const answering = (words: string) =>
      `export default { fetch: () => new Response(${JSON.stringify(words)}) }`;
    await edge.upload("aaaaaa-api", answering("api of a"));
    await edge.upload("bbbbbb-api", answering("api of b"));
    const ask = `return (await env.API.fetch("http://x/api/bbbbbb", { headers: {
      "x-edge-service": "{}", "x-studio-app": "bbbbbb" } })).text();`;
    expect(await run("aaaaaa", ask, [api("aaaaaa")])).toBe("api of a");
    expect(await run("bbbbbb", ask, [api("bbbbbb")])).toBe("api of b");
  });

  it("to an entrypoint that the platform does not offer fails in the script alone", async () => {
    const binding = { ...api("aaaaaa"), entrypoint: "RunnerApi" };
    const asked = await run(
      "curious",
      `const answer = await env.API.fetch("http://x/");
      return [answer.status, await answer.text(), await env.API.kv("", "").catch((e) => e.message)];`,
      [binding],
    );
    const sentence = "The platform has no entrypoint RunnerApi";
    expect(asked).toEqual([404, sentence, sentence]);
  });
});

it("shows a changed secret to the next request", async () => {
  const body = "return env.KEY ?? null;";
  const seen = [await run("secret", body, [{ type: "secret_text", name: "KEY", text: "one" }])];
  const params = { ...ACCOUNT, dispatch_namespace: PREVIEWS };
  const { secrets } = edge.namespaces.scripts;
  const see = async () =>
    seen.push(JSON.parse((await edge.visit("preview-secret.localhost")).text));
  await secrets.update("secret", { ...params, name: "KEY", text: "two", type: "secret_text" });
  await see();
  await secrets.delete("KEY", { ...params, script_name: "secret" });
  await see();
  expect(seen).toEqual(["one", "two", null]);
});
