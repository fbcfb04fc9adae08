import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestEdge } from "./testing/testEdge.ts";
import { visit } from "./testing/visit.ts";

let edge: TestEdge;

beforeAll(async () => {
  edge = await TestEdge.start();
  await edge.createNamespace();
});

afterAll(() => edge[Symbol.asyncDispose]());

const saying = (words: string) =>
  `export default { fetch: (request) => new Response(${JSON.stringify(words)} + new URL(request.url).pathname) }`;

describe("an uploaded script", () => {
  it("is served as soon as its upload is answered, and its next version likewise", async () => {
    await edge.upload("jwbqqn", saying("one"));
    const first = await edge.visit("preview-jwbqqn.localhost", "/a");
    await edge.upload("jwbqqn", saying("two"));
    const second = await edge.visit("preview-jwbqqn.localhost", "/b");
    expect([first.text, second.text]).toEqual(["one/a", "two/b"]);
  });

  it("is reached on both domains, and is not the script of another stage", async () => {
    await edge.createNamespace("overskill-development-staging");
    await edge.upload("stages", saying("preview"));
    await edge.upload("stages", saying("staging"), { namespace: "overskill-development-staging" });
    const hosts = [
      "preview-stages.overskill.app",
      "preview-stages.overskill.com",
      "staging-stages.localhost",
      "stages.localhost",
    ];
    const served = await Promise.all(hosts.map((host) => edge.visit(host)));
    expect(served.map(({ status, text }) => (status === 200 ? text : status))).toEqual([
      "preview/",
      "preview/",
      "staging/",
      404,
    ]);
  });

  it("sees the request as the visitor sent it, without internal headers or Cloudflare's facts", async () => {
    await edge.upload(
      "mirror",
      `export default { async fetch(request) {
        const headers = [...request.headers.keys()].filter((name) => /^(x-|cf-|cookie)/.test(name));
        return Response.json({ url: request.url, method: request.method, cf: request.cf ?? null,
          headers, body: await request.text() });
      } }`,
    );
    const { text } = await edge.visit("preview-mirror.localhost", "/a%20b?c=%2F", {
      method: "POST",
      body: "words",
      headers: {
        "x-edge-script": "overskill-development-preview/other",
        "x-edge-token": "forged",
        "x-studio-app": "forged",
        "cf-connecting-ip": "1.2.3.4",
        "x-own": "kept",
        cookie: "kept=1",
      },
    });
    expect(JSON.parse(text)).toEqual({
      url: `http://preview-mirror.localhost:${edge.edge.publicPort}/a%20b?c=%2F`,
      method: "POST",
      cf: null,
      headers: ["cookie", "x-own"],
      body: "words",
    });
  });

  it("cannot speak for the edge, nor set a cookie for other apps", async () => {
    await edge.upload(
      "speaker",
      `export default { fetch: () => new Response("mine", { headers: [
        ["x-edge-failure", "1"], ["set-cookie", "a=1; Domain=localhost; Path=/"], ["set-cookie", "b=2"]] }) }`,
    );
    const { status, text, headers } = await edge.visit("preview-speaker.localhost");
    expect({
      status,
      text,
      cookies: headers["set-cookie"],
      edge: headers["x-edge-failure"],
    }).toEqual({ status: 200, text: "mine", cookies: ["a=1; Path=/", "b=2"], edge: undefined });
  });

  it("streams its answer while it is being made", async () => {
    await edge.upload(
      "stream",
      `export default { fetch() {
        const { readable, writable } = new TransformStream();
        const writer = writable.getWriter();
        (async () => { for (let i = 0; i < 5; i++) { await writer.write(new TextEncoder().encode("part" + i + " ")); await scheduler.wait(20); } await writer.close(); })();
        return new Response(readable);
      } }`,
    );
    expect((await edge.visit("preview-stream.localhost")).text).toBe(
      "part0 part1 part2 part3 part4 ",
    );
  });
});

describe("a page of the edge's own", () => {
  const asBrowser = { headers: { accept: "text/html,*/*;q=0.8" } };

  it("tells a visitor in plain words that there is no such app", async () => {
    for (const host of ["preview-nobody.localhost", "preview-<b>.localhost", "example.com"]) {
      const { status, headers, text } = await edge.visit(host, "/", asBrowser);
      expect({ host, status, type: headers["content-type"] }).toEqual({
        host,
        status: 404,
        type: "text/html; charset=utf-8",
      });
      expect(text).toContain("There is no app here");
      expect(text).not.toContain("<b>");
    }
  });

  it("shows a developer what a preview threw, and a visitor of a published app nothing of it", async () => {
    const throwing = 'export default { fetch() { throw new Error("secret <detail>") } }';
    await edge.createNamespace("overskill-development-production");
    await edge.upload("broken", throwing);
    await edge.upload("broken", throwing, { namespace: "overskill-development-production" });
    const preview = await edge.visit("preview-broken.localhost", "/", asBrowser);
    const published = await edge.visit("broken.localhost", "/", asBrowser);
    expect([preview.status, published.status]).toEqual([500, 500]);
    expect(preview.text).toContain("secret &#60;detail&#62;");
    expect(published.text).not.toContain("detail");
  });

  it("names the line of a syntax error", async () => {
    await edge.upload("syntax", "export default {\n  fetch() { return new Response(; }\n}");
    const { status, text } = await edge.visit("preview-syntax.localhost");
    expect({ status, line: /SyntaxError.*main\.js:2/s.test(text) }).toEqual({
      status: 500,
      line: true,
    });
  });
});

it("answers none of its inner sockets without the token", async () => {
  const { ports } = edge.edge;
  const inner = [ports.runner, ports.admin, ports.runnerApi];
  const answers = await Promise.all(
    inner.map((port) =>
      visit(port, "127.0.0.1", "/versions", {
        headers: { "x-edge-script": "overskill-development-preview/jwbqqn", "x-edge-token": "no" },
      }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
});
