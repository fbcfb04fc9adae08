import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../../../../bench/support/browser.ts";
import type { Painted } from "../../../common/apps/room.ts";
import { type PreviewRooms, startPreviewRooms } from "../../../../tools/test/previewRooms.ts";
import { commitOf, connectHost, newApp, type TestFile } from "../../../../tools/test/roomApp.ts";
import { viteClientFiles } from "../../../../tools/test/viteClientFiles.ts";
import { eventually } from "../../../../tools/test/eventually.ts";

let browser: Browser;
let vite: Record<string, TestFile>;

beforeAll(async () => {
  browser = await launchBrowser();
  vite = await viteClientFiles();
});

afterAll(() => browser.close());

const INDEX =
  '<html><head><title>Shop</title><script type="module" src="/@vite/client"></script>' +
  '<script type="module" src="/main.js"></script></head><body><p id="text"></p></body></html>';

/** A module that shows its text and accepts its next version, as a hot app's modules do. */
function module(text: string): string {
  return [
    'import { createHotContext } from "/@vite/client";',
    'const hot = createHotContext("/main.js");',
    `document.getElementById("text").textContent = "${text}";`,
    "hot.accept(() => undefined);",
  ].join("\n");
}

function edit(text: string, t: number) {
  const update = { type: "js-update", path: "/main.js", acceptedPath: "/main.js", timestamp: t };
  return commitOf(
    { "/main.js": { content: module(text), t } },
    { payloads: [{ type: "update", updates: [update] }] },
  );
}

async function openPage(rooms: PreviewRooms, app: string, at = "/"): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`http://${rooms.host(app)}${at}`);
  await page.evaluate(() => Object.assign(window, { mark: "never reloaded" }));
  return page;
}

const shown = (page: Page) => page.textContent("#text");
const mark = (page: Page) => page.evaluate(() => (window as { mark?: string }).mark);

test("an edit is painted without a reload, and the host learns when", async () => {
  await using rooms = await startPreviewRooms();
  const app = newApp();
  using host = await connectHost(rooms, app);
  const painted: Painted[] = [];
  host.connection.onPainted((message) => painted.push(message));
  await host.connection.commit(
    commitOf({ ...vite, "/index.html": INDEX, "/main.js": module("one") }),
  );
  const page = await openPage(rooms, app);
  await eventually(() => expect(painted).toEqual([{ type: "painted", rev: 1 }]));

  await host.connection.commit(edit("two", 2));
  await host.connection.commit(edit("three", 3));
  await eventually(() => expect(painted.at(-1)).toEqual({ type: "painted", rev: 3 }));
  expect([await shown(page), await mark(page)]).toEqual(["three", "never reloaded"]);
  await page.close();
});

test("a page outlives its room: what it missed is replayed and its state is kept", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "page-"));
  const app = newApp();
  const before = await startPreviewRooms({ persist: folder });
  const first = await connectHost(before, app);
  await first.connection.commit(
    commitOf({ ...vite, "/index.html": INDEX, "/main.js": module("one") }),
  );
  const page = await openPage(before, app);
  first.connection[Symbol.dispose]();
  await before[Symbol.asyncDispose]();

  await using rooms = await startPreviewRooms({ persist: folder, port: before.port });
  using host = await connectHost(rooms, app);
  // Whether the page is back before or after the edit, it must end up with it.
  await host.connection.commit(edit("after the restart", 7));
  await page.waitForFunction(() => document.body.textContent?.includes("after the restart"));
  expect(await mark(page)).toBe("never reloaded");
  await page.close();
  await rm(folder, { recursive: true, force: true });
});

test("a page the journal cannot bring up to date reloads once and is up to date", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "page-"));
  const app = newApp();
  const before = await startPreviewRooms({ persist: folder });
  const first = await connectHost(before, app);
  await first.connection.commit(
    commitOf({ ...vite, "/index.html": INDEX, "/main.js": module("one") }),
  );
  const page = await openPage(before, app);
  first.connection[Symbol.dispose]();
  await page.context().setOffline(true);
  await before[Symbol.asyncDispose]();

  await using rooms = await startPreviewRooms({ persist: folder, port: before.port });
  using host = await connectHost(rooms, app);
  for (let t = 1; t <= 55; t++) await host.connection.commit(edit(`edit ${t}`, t));
  let loads = 0;
  page.on("load", () => (loads += 1));
  await page.context().setOffline(false);
  await page.waitForFunction(() => document.body.textContent?.includes("edit 55"));
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect([loads, await mark(page)]).toEqual([1, undefined]);
  await page.close();
  await rm(folder, { recursive: true, force: true });
});

test("the app's own sockets and statics of WebSocket stay as they are", async () => {
  await using rooms = await startPreviewRooms();
  const app = newApp();
  using host = await connectHost(rooms, app);
  await host.connection.commit(
    commitOf({ ...vite, "/index.html": INDEX, "/main.js": module("one") }),
  );
  const page = await openPage(rooms, app);
  const own = await page.evaluate(
    async (url) => {
      const socket = new WebSocket(url, "chat");
      const closed = await new Promise<boolean>((resolve) => {
        socket.addEventListener("close", () => resolve(true));
      });
      return [closed, socket instanceof WebSocket, WebSocket.OPEN, WebSocket.name];
    },
    `ws://${rooms.host(app)}/chat`,
  );
  expect(own).toEqual([true, true, 1, "WebSocket"]);
  await page.close();
});

test("Studio's frame follows the page and steers it; another site gets no page at all", async () => {
  const app = newApp();
  await using studio = await embeddingSite();
  const studioOrigin = `http://ide.localhost:${studio.port}`;
  await using rooms = await startPreviewRooms({ studioOrigins: ["app://ide", studioOrigin] });
  using host = await connectHost(rooms, app);
  await host.connection.commit(
    commitOf({ ...vite, "/index.html": INDEX, "/main.js": module("one") }),
  );
  const preview = `http://${rooms.host(app)}`;
  const page = await browser.newPage();
  const heard = async () => {
    const all = await page.evaluate(() => (window as { heard?: { type: string }[] }).heard ?? []);
    return all.filter(({ type }) => type === "studio:page");
  };
  const note = (at: string) => ({ type: "studio:page", rev: 1, path: at, title: "Shop" });

  await page.goto(`${studioOrigin}/?${preview}/shop?q=1`);
  await eventually(async () => expect(await heard()).toEqual([note("/shop?q=1")]));
  const frame = page.frames()[1];
  await frame?.evaluate(() => history.pushState(null, "", "/cart#top"));
  await eventually(async () => expect((await heard())?.at(-1)).toEqual(note("/cart#top")));

  const order = (message: unknown) =>
    page.evaluate((data) => window.frames[0]?.postMessage(data, "*"), message);
  await order({ type: "studio:navigate", path: "https://evil.example/" });
  await order({ type: "studio:navigate", path: "javascript:alert(1)" });
  await order({ type: "studio:navigate", path: "/orders/7" });
  await eventually(async () => expect((await heard())?.at(-1)).toEqual(note("/orders/7")));
  await order({ type: "studio:reload" });
  await eventually(async () => expect(await heard()).toHaveLength(4));

  await page.goto(`http://other.localhost:${studio.port}/?${preview}/`);
  await page.waitForTimeout(800);
  expect([await heard(), await page.frames()[1]?.content()]).toEqual([
    [],
    expect.not.stringContaining("/main.js"),
  ]);
  await page.close();
});

/** A site that frames the address in its query and keeps the messages it gets. */
async function embeddingSite(): Promise<{ port: number } & AsyncDisposable> {
  const server = http.createServer((request, response) => {
    const frame = request.url?.slice(2) ?? "";
    response.setHeader("content-type", "text/html");
    response.end(
      `<script>heard = []; onmessage = (e) => heard.push(e.data)</script><iframe src="${frame}"></iframe>`,
    );
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    port: address.port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
