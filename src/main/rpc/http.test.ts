import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { createTRPCClient, createWSClient, wsLink } from "@trpc/client";
import { initTRPC } from "@trpc/server";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { silentLog } from "../../common/base/log.ts";
import { contentPolicy } from "./contentPolicy.ts";
import { type HttpHost, serveHttp } from "./http.ts";
import { serveSocket } from "./socket.ts";

const t = initTRPC.context<{ name: string }>().create();
const router = t.router({ hello: t.procedure.query(({ ctx }) => `hello ${ctx.name}`) });

let folder: string;
let host: HttpHost;
let domain: string | null;
let links: string[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "studio-http-"));
  await mkdir(path.join(folder, "renderer/assets"), { recursive: true });
  await writeFile(path.join(folder, "renderer/index.html"), "<title>Studio</title>");
  await writeFile(path.join(folder, "renderer/assets/index-abc.js"), "export {};");
  await writeFile(path.join(folder, "secret.txt"), "secret");
  await symlink(path.join(folder, "secret.txt"), path.join(folder, "renderer/link.txt"));
  links = [];
  domain = null;
  host = await serveHttp({
    rendererDir: path.join(folder, "renderer"),
    port: 0,
    attach: serveSocket(router, () => ({ name: "builder" })),
    log: silentLog,
    onNewLink: (url) => links.push(url),
    previewDomain: () => domain,
  });
});

afterEach(async () => {
  await host[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A request byte by byte: no client of ours normalises the path or adds a header. */
function ask(
  target: string,
  headers: Record<string, string> = {},
  method = "GET",
): Promise<Answer> {
  const { host: name, port } = new URL(host.origin);
  const lines = Object.entries({ Host: name, Connection: "close", ...headers });
  const socket = net.connect(Number(port), "127.0.0.1");
  socket.write(`${method} ${target} HTTP/1.1\r\n`);
  for (const [key, value] of lines) socket.write(`${key}: ${value}\r\n`);
  socket.write("\r\n");
  return new Promise((resolve, reject) => {
    let text = "";
    socket.on("data", (data) => (text += data.toString()));
    socket.on("error", reject);
    socket.on("close", () => resolve(parse(text)));
  });
}

function parse(text: string): Answer {
  const [head = "", body = ""] = text.split("\r\n\r\n", 2);
  const [statusLine = "", ...lines] = head.split("\r\n");
  const headers = lines.map((line): [string, string] => {
    const [key = "", ...rest] = line.split(": ");
    return [key.toLowerCase(), rest.join(": ")];
  });
  return { status: Number(statusLine.split(" ")[1]), headers: Object.fromEntries(headers), body };
}

async function signIn(url = host.url): Promise<Record<string, string>> {
  const answer = await ask(url.slice(host.origin.length));
  return { Cookie: answer.headers["set-cookie"]!.split(";")[0]! };
}

const socketHeaders = {
  Upgrade: "websocket",
  Connection: "Upgrade",
  "Sec-WebSocket-Version": "13",
  "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
};

test("the printed link signs the browser in and leaves no token in the address", async () => {
  const answer = await ask(host.url.slice(host.origin.length));
  const port = new URL(host.origin).port;

  expect(answer.status).toBe(303);
  expect(answer.headers).toMatchObject({
    location: "/",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
  });
  expect(answer.headers["set-cookie"]).toMatch(
    new RegExp(`^studio-${port}=[\\w-]{32}; HttpOnly; SameSite=Strict; Path=/$`),
  );
  expect(host.url).not.toContain(answer.headers["set-cookie"]!.slice(12, 44));
});

test("a signed-in browser gets the page under its policy, and again after a reload", async () => {
  const cookie = await signIn();
  const answer = await ask("/", cookie);

  expect(answer.body).toBe("<title>Studio</title>");
  expect(answer.headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": contentPolicy(null),
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
  });
  expect((await ask("/", cookie)).status).toBe(200);
});

test("while an account is linked the page may frame its previews, and nothing else", async () => {
  domain = "apps.example.com";
  const framed = (await ask("/", await signIn())).headers["content-security-policy"];
  expect(framed).toContain("frame-src http://*.localhost:* https://*.apps.example.com");
  expect(contentPolicy("a.com; script-src *")).toBe(contentPolicy(null));
});

test("a used link says so, and one new link is printed that works", async () => {
  await signIn();
  const target = host.url.slice(host.origin.length);
  const again = await ask(target);
  await ask(target);

  expect(again).toMatchObject({ status: 403, body: expect.stringContaining("used already") });
  expect(links).toHaveLength(1);
  expect((await ask("/", await signIn(links[0]))).status).toBe(200);
});

test("HEAD sends the headers alone", async () => {
  const answer = await ask("/", await signIn(), "HEAD");
  expect([answer.status, answer.body]).toEqual([200, ""]);
});

test("assets with a hash in their name may be kept for ever", async () => {
  const answer = await ask("/assets/index-abc.js", await signIn());
  expect(answer.headers).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "private, max-age=31536000, immutable",
  });
});

test.each([
  ["no cookie", "/", {}, 401],
  ["a wrong token", "/?token=x", {}, 403],
  ["an empty token", "/?token=", {}, 403],
  ["a cookie of another name", "/", { Cookie: "studio=1" }, 401],
])("%s is refused", async (_name, target, headers, status) => {
  expect((await ask(target, headers)).status).toBe(status);
});

test.each([
  ["a rebound host", "/", { Host: "evil.example" }, 421],
  ["localhost", "/", { Host: "localhost" }, 421],
  ["the address", "/", { Host: "127.0.0.1" }, 421],
  ["dots", "/../secret.txt", {}, 404],
  ["encoded dots", "/%2e%2e/secret.txt", {}, 404],
  ["an encoded slash", "/..%2fsecret.txt", {}, 404],
  ["a backslash", "/..%5csecret.txt", {}, 404],
  ["a link out of the folder", "/link.txt", {}, 404],
  ["a lone percent sign", "/%zz", {}, 404],
  ["a null byte", "/index.html%00.js", {}, 404],
  ["a folder", "/assets", {}, 404],
  ["an absolute form", "http://evil.example/", {}, 400],
  ["two slashes", "//evil.example/", {}, 400],
])("%s is refused although signed in", async (_name, target, headers, status) => {
  const cookie = await signIn();
  const answer = await ask(target, { ...cookie, ...headers });
  expect(answer.status).toBe(status);
  expect(answer.body).not.toContain("secret\n");
});

test.each(["POST", "PUT", "DELETE", "OPTIONS"])("%s is refused", async (method) => {
  const answer = await ask("/", { ...(await signIn()), "Content-Length": "0" }, method);
  expect(answer.status).toBe(405);
});

test.each([
  ["no origin", {}],
  ["another site", { Origin: "https://evil.example" }],
  ["a preview", { Origin: "http://preview-abc.localhost:8787" }],
  ["the null origin", { Origin: "null" }],
  ["the same name on another port", { Origin: "http://ide.localhost:1" }],
])("a socket from %s is refused", async (_name, headers) => {
  const answer = await ask("/rpc", { ...(await signIn()), ...socketHeaders, ...headers });
  expect(answer.status).toBe(403);
});

test("a socket without the cookie, of another path or under another host is refused", async () => {
  const cookie = await signIn();
  const own = { ...socketHeaders, Origin: host.origin };
  const answers = [
    await ask("/rpc", own),
    await ask("/", { ...cookie, ...own }),
    await ask("/rpc?connectionParams=1", { ...cookie, ...own }),
    await ask("/rpc", { ...cookie, ...own, Host: "evil.example", Origin: "http://evil.example" }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
});

test("a signed-in page calls the router", async () => {
  const cookie = await signIn();
  const { host: name, port } = new URL(host.origin);
  class SignedIn extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers: { ...cookie, Host: name }, origin: host.origin });
    }
  }
  const wsClient = createWSClient({
    url: `ws://127.0.0.1:${port}/rpc`,
    WebSocket: SignedIn as unknown as typeof globalThis.WebSocket,
  });
  const client = createTRPCClient<typeof router>({ links: [wsLink({ client: wsClient })] });

  expect(await client.hello.query()).toBe("hello builder");
  await wsClient.close();
});

test("a port in use is a problem with a next step", async () => {
  const port = Number(new URL(host.origin).port);
  const second = serveHttp({
    rendererDir: path.join(folder, "renderer"),
    port,
    attach: () => undefined,
    log: silentLog,
  });
  await expect(second).rejects.toMatchObject({
    problem: { code: "locked", message: `Port ${port} is used by another program.` },
  });
});
