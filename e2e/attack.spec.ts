// What other programs on the machine and other sites in the browser may try on the headless host.
import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { expect, test as base } from "@playwright/test";
import { type HeadlessHost, startHeadlessHost } from "./launch/launcher.ts";

interface Target {
  readonly host: HeadlessHost;
  /** `ide.localhost:<port>` */
  readonly name: string;
  /** The cookie of a browser that is signed in. */
  readonly cookie: Readonly<Record<string, string>>;
}

const test = base.extend<object, { target: Target }>({
  target: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright demands a pattern
    async ({}, provide) => {
      const dataDir = await mkdtemp(path.join(os.tmpdir(), "studio-attack-"));
      const host = await startHeadlessHost(dataDir);
      const name = host.url.host;
      const answer = await send(host.url, `GET ${host.url.search.replace("?", "/?")}`, {
        Host: name,
      });
      const cookie = /^set-cookie: ([^;]+)/im.exec(answer)?.[1] ?? "none";
      await provide({ host, name, cookie: { Cookie: cookie } });
      await host.stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: "worker" },
  ],
});

type Headers = Readonly<Record<string, string>>;

/** Byte by byte: no client of ours normalises the path or adds a header. Returns head and body. */
function send(url: URL, request: string, headers: Headers): Promise<string> {
  const lines = Object.entries({ Connection: "close", ...headers });
  const socket = net.connect(Number(url.port), "127.0.0.1");
  socket.write(`${request} HTTP/1.1\r\n`);
  for (const [key, value] of lines) socket.write(`${key}: ${value}\r\n`);
  socket.write("\r\n");
  return new Promise((resolve, reject) => {
    let text = "";
    socket.on("data", (data) => {
      text += data.toString();
      // An accepted upgrade stays open.
      if (text.startsWith("HTTP/1.1 101")) socket.destroy();
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(text));
  });
}

async function status(target: Target, request: string, headers: Headers = {}): Promise<number> {
  const answer = await send(target.host.url, request, { Host: target.name, ...headers });
  return Number(answer.split(" ")[1]);
}

const UPGRADE: Headers = {
  Upgrade: "websocket",
  Connection: "Upgrade",
  "Sec-WebSocket-Version": "13",
  "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
};

test("the person's own browser is let in", async ({ target }) => {
  const own = { ...target.cookie, ...UPGRADE, Origin: `http://${target.name}` };
  expect(await status(target, "GET /", target.cookie)).toBe(200);
  expect(await status(target, "GET /rpc", own)).toBe(101);
});

const STRANGERS: readonly [string, string, Headers, number][] = [
  ["no cookie", "GET /", {}, 401],
  ["no cookie for an asset", "GET /assets/index.js", {}, 401],
  ["a guessed token", "GET /?token=x", {}, 403],
  ["a token as a list", "GET /?token=&token=x", {}, 403],
  ["a guessed cookie", "GET /", { Cookie: "studio-1=x; studio=x" }, 401],
  ["the token as a header", "GET /", { Authorization: "Bearer x" }, 401],
];

for (const [name, request, headers, expected] of STRANGERS) {
  test(`a stranger with ${name} is refused`, async ({ target }) => {
    expect(await status(target, request, headers)).toBe(expected);
  });
}

const PATHS: readonly [string, string, number][] = [
  ["dots", "/../../../package.json", 404],
  ["encoded dots", "/%2e%2e/%2e%2e/package.json", 404],
  ["doubly encoded dots", "/%252e%252e/package.json", 404],
  ["an encoded slash", "/..%2f..%2fpackage.json", 404],
  ["a backslash", "/..%5c..%5cpackage.json", 404],
  ["the host's own code", "/../main/host.js", 404],
  ["an encoded way to the host's code", "/%2e%2e/main/host.js", 404],
  ["an absolute path", "//etc/passwd", 400],
  ["a null byte", "/index.html%00", 404],
  ["a lone percent sign", "/%zz", 404],
  ["a folder", "/assets/", 404],
  ["an absolute form", "http://evil.example/", 400],
];

for (const [name, target_, expected] of PATHS) {
  test(`${name} leads out of the renderer for nobody`, async ({ target }) => {
    expect(await status(target, `GET ${target_}`, target.cookie)).toBe(expected);
  });
}

for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]) {
  test(`${method} is refused, also as a simple request of another site`, async ({ target }) => {
    const simple = { "Content-Type": "text/plain", "Content-Length": "0" };
    const headers = { ...target.cookie, ...simple, Origin: "https://evil.example" };
    expect(await status(target, `${method} /rpc`, headers)).toBe(405);
  });
}

for (const name of [
  "evil.example",
  "localhost",
  "127.0.0.1",
  "[::1]",
  "ide.localhost.evil.example",
]) {
  test(`a name rebound to loopback is refused: ${name}`, async ({ target }) => {
    const Host = `${name}:${target.host.url.port}`;
    expect(await status(target, "GET /", { ...target.cookie, Host })).toBe(421);
    const headers = { ...target.cookie, ...UPGRADE, Host, Origin: `http://${Host}` };
    expect(await status(target, "GET /rpc", headers)).toBe(403);
  });
}

for (const Origin of [
  "https://evil.example",
  "http://preview-abc.localhost:8787",
  "http://ide.localhost",
  "http://ide.localhost:1",
  "null",
  "app://ide",
]) {
  test(`a socket of ${Origin} is refused although the cookie came along`, async ({ target }) => {
    const headers = { ...target.cookie, ...UPGRADE, Origin };
    expect(await status(target, "GET /rpc", headers)).toBe(403);
  });
}

test("a socket without origin, without cookie or on another path is refused", async ({
  target,
}) => {
  const Origin = `http://${target.name}`;
  expect(await status(target, "GET /rpc", { ...target.cookie, ...UPGRADE })).toBe(403);
  expect(await status(target, "GET /rpc", { ...UPGRADE, Origin })).toBe(403);
  expect(await status(target, "GET /", { ...target.cookie, ...UPGRADE, Origin })).toBe(403);
  expect(await status(target, "GET /rpc?x", { ...target.cookie, ...UPGRADE, Origin })).toBe(403);
});

test("the host listens on loopback alone", async ({ target }) => {
  const own = Object.values(os.networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal);
  for (const { address } of own) {
    const answer = await new Promise((resolve) => {
      const socket = net.connect({ host: address, port: Number(target.host.url.port) });
      socket.on("connect", () => resolve("connected"));
      socket.on("error", () => resolve("refused"));
    });
    expect(answer).toBe("refused");
  }
});

test("the link works once; the next one is printed where the host runs", async ({ target }) => {
  const used = await send(target.host.url, `GET /${target.host.url.search}`, {
    Host: target.name,
  });
  expect(used).toContain("403");
  expect(used).toContain("used already");
  const next = await target.host.nextLink();
  expect(await status(target, `GET /${next.search}`)).toBe(303);
});

test("a used link cannot flood the terminal", async ({ target }) => {
  const printed = target.host.stdout.length;
  for (let count = 0; count < 20; count += 1) {
    await send(target.host.url, `GET /${target.host.url.search}`, { Host: target.name });
  }
  expect(target.host.stdout.length - printed).toBeLessThanOrEqual(1);
});

test("no answer tells a token, a path or a version", async ({ target }) => {
  const answers = await Promise.all([
    send(target.host.url, "GET /", { Host: target.name }),
    send(target.host.url, "GET /?token=x", { Host: target.name }),
    send(target.host.url, "GET /missing", { Host: target.name, ...target.cookie }),
    send(target.host.url, "GET /", { Host: "evil.example" }),
  ]);
  for (const answer of answers) {
    expect(answer).not.toMatch(/token=[\w-]{10}|node_modules|\/home|\/tmp|x-powered-by|^server:/im);
  }
});

test("a page of another site can neither read nor frame Studio", async ({ target, browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto((await freshLink(target)).href);
  await expect(page).toHaveTitle(/Studio/);
  const other = await context.newPage();
  await other.route("http://preview-evil.localhost:1/", (route) =>
    route.fulfill({ contentType: "text/html", body: "<iframe></iframe>" }),
  );
  await other.goto("http://preview-evil.localhost:1/");
  const stolen = await other.evaluate(async (studio) => {
    const read = await fetch(studio, { credentials: "include" }).then(
      (answer) => answer.text(),
      () => "blocked",
    );
    const socket = await new Promise((resolve) => {
      const rpc = new WebSocket(`${studio.replace("http", "ws")}/rpc`);
      rpc.addEventListener("open", () => resolve("open"));
      rpc.addEventListener("error", () => resolve("blocked"));
    });
    return { read, socket };
  }, `http://${target.name}`);
  expect(stolen).toEqual({ read: "blocked", socket: "blocked" });
  await other.evaluate(
    (studio) => document.querySelector("iframe")?.setAttribute("src", studio),
    `http://${target.name}/`,
  );
  await other.waitForTimeout(500);
  const framed = other.frames().find((frame) => frame !== other.mainFrame());
  expect(await framed?.title().catch(() => "")).not.toMatch(/Studio/);
  await context.close();
});

/** Opens the used link once more, which prints the next one. */
async function freshLink(target: Target): Promise<URL> {
  await send(target.host.url, `GET /${target.host.url.search}`, { Host: target.name });
  return await target.host.nextLink();
}
