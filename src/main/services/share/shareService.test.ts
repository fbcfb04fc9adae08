import { once } from "node:events";
import http, { type IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { AppId } from "../../../common/apps/appId.ts";
import { silentLog } from "../../../common/base/log.ts";
import { ShareService } from "./shareService.ts";

const APP = AppId.parse("jwbqqn");
const PAGE = `<html><head><script src="/__studio/client.js?1" data-rev="3" data-studio="[&quot;http://ide.localhost:1&quot;]"></script></head><body>Harbor Market</body></html>`;

/** An edge that serves one app, and tells what it was asked. */
async function startEdge() {
  const seen: { url: string; headers: IncomingHttpHeaders; body: string }[] = [];
  const server = http.createServer((request, response) => void answer(request, response));
  const answer = async (
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> => {
    const body = await text(request);
    const { url = "", headers } = request;
    seen.push({ url, headers, body });
    if (url === "/away") {
      response.writeHead(302, { location: `http://${headers.host}/shop` }).end();
      return;
    }
    const isPage = url === "/";
    const cookie = "sid=1; HttpOnly; Secure; SameSite=None; Partitioned";
    response.writeHead(200, {
      "content-type": isPage ? "text/html; charset=utf-8" : "application/json",
      "set-cookie": cookie,
    });
    response.end(isPage ? PAGE : JSON.stringify({ url, body }));
  };
  const sockets = new WebSocketServer({ server, path: "/ws", handleProtocols: () => "vite-hmr" });
  sockets.on("connection", (socket) => {
    socket.on("message", () => socket.send("heard"));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    origin: `http://preview-jwbqqn.localhost:${port}`,
    seen,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

let edge: Awaited<ReturnType<typeof startEdge>>;
let share: ShareService;
let now: number;

beforeEach(async () => {
  edge = await startEdge();
  now = Date.now();
  share = new ShareService({
    networkAddresses: () => [],
    previewOrigin: (appId) => (appId === APP ? edge.origin : null),
    now: () => now,
    log: silentLog,
  });
});

afterEach(async () => {
  await share[Symbol.asyncDispose]();
  await edge[Symbol.asyncDispose]();
});

async function shared(): Promise<{ link: string; origin: string }> {
  await share.start({ appId: APP, minutes: 60, port: 0 });
  const [address] = share.watch(APP).value.link?.addresses ?? [];
  if (address === undefined) throw new Error("It is not shared");
  return { link: address.url, origin: `http://${address.host}` };
}

/** Opens the link as a browser does, and keeps the cookie it got. */
async function visit(link: string): Promise<{ cookie: string; landed: string | null }> {
  const answer = await fetch(link, { redirect: "manual" });
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  return { cookie, landed: answer.headers.get("location") };
}

test("nothing is shared until it is asked for", () => {
  expect(share.watch(APP).value).toEqual({ appId: APP, rev: 0, link: null, problem: null });
});

test("the link lets a visitor in, and is gone from the address after it", async () => {
  const { link, origin } = await shared();
  const { cookie, landed } = await visit(link);
  expect(landed).toBe(`${origin}/`);
  const page = await fetch(`${origin}/`, { headers: { cookie, accept: "text/html" } });
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("Harbor Market");
  expect(share.watch(APP).value.link?.visitors).toBe(1);
});

test("a visitor's page names no Studio, and its frames get no agent", async () => {
  const { link, origin } = await shared();
  const { cookie } = await visit(link);
  const headers = { cookie, accept: "text/html", "sec-fetch-dest": "iframe" };
  const page = await (await fetch(`${origin}/`, { headers })).text();
  expect(page).toContain('data-studio="[]"');
  expect(page).not.toContain("ide.localhost");
  expect(edge.seen.at(-1)?.headers["sec-fetch-dest"]).toBeUndefined();
});

test.each([
  ["no cookie", {}],
  ["a cookie that was made up", { cookie: "studio-share-0=abc.def" }],
])("%s is refused, and the edge is not asked", async (_what, headers) => {
  const { origin } = await shared();
  const answer = await fetch(`${origin}/`, { headers });
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain("Ask whoever shared it");
  expect(edge.seen).toEqual([]);
});

test("a token that was changed lets nobody in", async () => {
  const { link } = await shared();
  const forged = await fetch(`${link}x`, { redirect: "manual" });
  expect([forged.status, forged.headers.getSetCookie()]).toEqual([403, []]);
});

test("another name than the addresses' own is refused, as a rebound one", async () => {
  const { link } = await shared();
  const { port } = new URL(link);
  const answer = await new Promise<number | undefined>((resolve) => {
    const headers = { host: `evil.example:${port}` };
    http.get({ host: "127.0.0.1", port, headers }, ({ statusCode }) => resolve(statusCode));
  });
  expect(answer).toBe(421);
});

test("the edge sees its own host, the app's cookies alone, and no forged header", async () => {
  const { link, origin } = await shared();
  const { cookie } = await visit(link);
  const answer = await fetch(`${origin}/api/orders?x=1`, {
    method: "POST",
    body: "two boats",
    headers: {
      cookie: `${cookie}; sid=1`,
      origin,
      referer: `${origin}/shop`,
      "x-studio-app": "other",
      "x-edge-host": "other",
    },
  });
  expect(await answer.json()).toEqual({ url: "/api/orders?x=1", body: "two boats" });
  // What a frame of Studio needs of a cookie is what plain HTTP refuses.
  expect(answer.headers.getSetCookie()).toEqual(["sid=1; HttpOnly; SameSite=Lax"]);
  const headers: IncomingHttpHeaders = edge.seen.at(-1)?.headers ?? {};
  expect(headers).toMatchObject({
    host: new URL(edge.origin).host,
    cookie: "sid=1",
    origin: edge.origin,
    referer: `${edge.origin}/shop`,
  });
  expect([headers["x-studio-app"], headers["x-edge-host"]]).toEqual([undefined, undefined]);
});

test("Studio's own paths are not shared, but for the script that keeps pages up to date", async () => {
  const { link, origin } = await shared();
  const { cookie } = await visit(link);
  const statuses = await Promise.all(
    ["client.js", "agent.js", "host", "commit", "bodies"].map(async (name) => {
      return (await fetch(`${origin}/__studio/${name}`, { headers: { cookie } })).status;
    }),
  );
  expect(statuses).toEqual([200, 404, 404, 404, 404]);
});

test("a redirection of the app stays at the shared address", async () => {
  const { link, origin } = await shared();
  const { cookie } = await visit(link);
  const answer = await fetch(`${origin}/away`, { headers: { cookie }, redirect: "manual" });
  expect(answer.headers.get("location")).toBe(`${origin}/shop`);
});

test("a visitor's page gets its updates by socket; a page of another site does not", async () => {
  const { link, origin } = await shared();
  const { cookie } = await visit(link);
  const address = `${origin.replace("http", "ws")}/ws`;
  const socket = new WebSocket(address, "vite-hmr", { headers: { cookie, origin } });
  await once(socket, "open");
  socket.send("ping");
  const [heard] = await once(socket, "message");
  expect(String(heard)).toBe("heard");
  socket.terminate();
  const foreign = new WebSocket(address, "vite-hmr", {
    headers: { cookie, origin: "http://evil.example" },
  });
  const [error] = await once(foreign, "error");
  expect(String(error)).toContain("403");
});

test("stopping shuts out whoever came in, sockets included", async () => {
  const { link, origin } = await shared();
  const { cookie } = await visit(link);
  const socket = new WebSocket(`${origin.replace("http", "ws")}/ws`, "vite-hmr", {
    headers: { cookie, origin },
  });
  await once(socket, "open");
  const closed = once(socket, "close");
  await share.stop(APP);
  await closed;
  await expect(fetch(`${origin}/`, { headers: { cookie } })).rejects.toThrow("fetch failed");
  expect(share.watch(APP).value.link).toBeNull();
});

test("after its time neither the link nor a cookie of it opens anything", async () => {
  const { link, origin } = await shared();
  const { cookie } = await visit(link);
  now += 60 * 60_000;
  const statuses = [
    (await fetch(link, { redirect: "manual" })).status,
    (await fetch(`${origin}/`, { headers: { cookie } })).status,
  ];
  expect(statuses).toEqual([403, 403]);
});

test("a cookie of an earlier link does not open a later one", async () => {
  const first = await shared();
  const { cookie } = await visit(first.link);
  const port = Number(new URL(first.link).port);
  await share.start({ appId: APP, minutes: 60, port });
  const answer = await fetch(`${first.origin}/`, { headers: { cookie } });
  expect(answer.status).toBe(403);
});

test("a port that is taken is told, and nothing is shared", async () => {
  const port = Number(new URL(edge.origin).port);
  await expect(share.start({ appId: APP, minutes: 15, port })).rejects.toThrow(
    `Port ${port} is used by another program.`,
  );
  expect(share.watch(APP).value.link).toBeNull();
});
