import { afterAll, beforeAll, expect, test } from "vitest";
import { type PreviewRooms, startPreviewRooms } from "../../../tools/test/previewRooms.ts";
import { commitOf, connectHost, newApp } from "../../../tools/test/roomApp.ts";

let rooms: PreviewRooms;

beforeAll(async () => {
  rooms = await startPreviewRooms();
});

afterAll(() => rooms[Symbol.asyncDispose]());

const NAVIGATION = { "sec-fetch-mode": "navigate", accept: "text/html,*/*" };
const HTML = "<!doctype html><html><head><title>x</title></head><body></body></html>";

async function serve(...commits: Parameters<typeof commitOf>[]): Promise<string> {
  const app = newApp();
  using host = await connectHost(rooms, app);
  for (const commit of commits) {
    const answer = await host.connection.commit(commitOf(...commit));
    expect(answer.type).toBe("committed");
  }
  return app;
}

test("every importer gets the same address of a module, whatever was edited", async () => {
  const app = await serve(
    [
      {
        "/index.html": '<html><head><script type="module" src="/a.js"></script></head></html>',
        "/a.js": 'import "/store.js"; import("/lazy.js");',
        "/lazy.js": 'import { store } from "/store.js";',
        "/store.js": "export const store = {};",
      },
    ],
    [{ "/store.js": { content: "export const store = { edited: true };", t: 17 } }],
    [{}, { set: [["/a.js", null, 18]] }],
  );
  const [page, a, lazy] = await Promise.all(
    ["/", "/a.js?t=18", "/lazy.js"].map((url) => rooms.request(app, url, { headers: NAVIGATION })),
  );
  expect(a?.text).toBe('import "/store.js?t=17"; import("/lazy.js");');
  expect(lazy?.text).toBe('import { store } from "/store.js?t=17";');
  expect(page?.text).toContain('<script type="module" src="/a.js?t=18">');
  const store = await rooms.request(app, "/store.js?t=17");
  expect(store.text).toBe("export const store = { edited: true };");
});

test("a query of the app's own stays part of the address and comes after the time", async () => {
  const app = await serve([
    {
      "/a.js": 'import "/logo.svg?import&raw";',
      "/logo.svg?import&raw": { content: 'export default "raw"', type: "text/javascript", t: 3 },
      "/logo.svg": "<svg/>",
    },
  ]);
  expect((await rooms.request(app, "/a.js")).text).toBe('import "/logo.svg?t=3&import&raw";');
  for (const url of ["/logo.svg?t=3&import&raw", "/logo.svg?import&t=3&raw"]) {
    expect((await rooms.request(app, url)).text).toBe('export default "raw"');
  }
  const svg = await rooms.request(app, "/logo.svg");
  expect([svg.headers["content-type"], svg.text]).toEqual(["image/svg+xml", "<svg/>"]);
});

test("a text with characters of every width is cut at the right places", async () => {
  const app = await serve([
    {
      "/a.js": '\uFEFF/* 🦊 é */ import "/päth%20b.js"; "𝄞"; import "/c.js"',
      "/päth%20b.js": { content: "1", t: 4 },
      "/c.js": { content: "2", t: 5 },
    },
  ]);
  const { text } = await rooms.request(app, "/a.js");
  expect(text).toBe('\uFEFF/* 🦊 é */ import "/päth%20b.js?t=4"; "𝄞"; import "/c.js?t=5"');
});

test("a link asks for the sheet, an import for the module, under one address", async () => {
  const app = await serve([
    {
      "/x.css": { content: "import.meta.hot", type: "text/javascript" },
      "/x.css?direct": "body { color: red }",
    },
  ]);
  const sheet = await rooms.request(app, "/x.css?t=9", {
    headers: { accept: "text/css,*/*;q=0.1" },
  });
  const script = await rooms.request(app, "/x.css?t=9", { headers: { accept: "*/*" } });
  expect([sheet.text, sheet.headers["content-type"], sheet.headers.vary]).toEqual([
    "body { color: red }",
    "text/css; charset=utf-8",
    "accept",
  ]);
  expect(script.text).toBe("import.meta.hot");
});

test("a deep link gets the app's page, a missing module never does", async () => {
  const app = await serve([{ "/index.html": HTML, "/docs/index.html": "<html>docs</html>" }]);
  const get = (url: string, headers: Record<string, string>) =>
    rooms.request(app, url, { headers });
  expect((await get("/projects/7?tab=1", NAVIGATION)).text).toContain("<title>x</title>");
  expect((await get("/docs", NAVIGATION)).text).toContain("docs");
  const missing = await get("/src/gone.ts", { "sec-fetch-mode": "cors", accept: "*/*" });
  expect([missing.status, missing.headers["content-type"]]).toEqual([
    404,
    "text/plain; charset=utf-8",
  ]);
  expect((await get("/logo.png", { accept: "image/*" })).status).toBe(404);
});

test("html that was stored under a module's address is not served as the module", async () => {
  const app = await serve([{ "/src/gone.ts": { content: HTML, type: "text/html" } }]);
  const headers = { "sec-fetch-mode": "cors", accept: "*/*" };
  expect((await rooms.request(app, "/src/gone.ts", { headers })).status).toBe(404);
});

test("a page starts with the client and asks at once for all it will import", async () => {
  const chain = Object.fromEntries(
    [...Array(5).keys()].map((i) => [`/m${i}.js`, `import "/m${i + 1}.js"; import("/lazy.js")`]),
  );
  const app = await serve([
    {
      "/index.html":
        '<html lang="en">\n<head class="$\'">\n<meta charset="utf-8"><script type="module" src="/m0.js"></script></head></html>',
      ...chain,
      "/m5.js": { content: 'import "/@deps/react.js?v=12ab";', t: 6 },
      "/@deps/react.js?v=12ab": 'import { a } from "/@deps/chunk.js?v=34cd"; export {}',
      "/@deps/chunk.js?v=34cd": "export const a = 1",
      "/lazy.js": "1",
    },
  ]);
  const { text, headers } = await rooms.request(app, "/", { headers: NAVIGATION });
  const head = text.slice(text.indexOf("<head"), text.indexOf("<meta"));
  const urls = [...head.matchAll(/modulepreload" href="([^"]+)"/g)].map((match) => match[1]);
  expect(urls).toEqual([
    "/m0.js",
    "/m1.js",
    "/m2.js",
    "/m3.js",
    "/m4.js",
    "/m5.js?t=6",
    "/@deps/react.js?v=12ab",
    "/@deps/chunk.js?v=34cd",
  ]);
  expect(head).toMatch(
    /^<head class="\$'"><script src="\/__studio\/client\.js\?\w+" data-rev="1" data-studio="\[&quot;http:\/\/ide\.localhost:9&quot;\]"><\/script><link/,
  );
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(headers["content-security-policy"]).toBe(
    "frame-ancestors 'self' app: http://ide.localhost:9",
  );
});

test("a page without a head gets the client all the same", async () => {
  const app = await serve([{ "/index.html": "<!doctype html><p>hello</p>" }]);
  const { text } = await rooms.request(app, "/", { headers: NAVIGATION });
  expect(text).toMatch(/^<!doctype html><script src="\/__studio\/client\.js/);
});

test("a browser that has the bytes hears so, and gets them when they change", async () => {
  const app = newApp();
  using host = await connectHost(rooms, app);
  await host.connection.commit(commitOf({ "/a.js": 'import "/b.js"', "/b.js": "1" }));
  const first = await rooms.request(app, "/a.js");
  const revalidate = () =>
    rooms.request(app, "/a.js", { headers: { "if-none-match": String(first.headers.etag) } });
  expect(first.headers["cache-control"]).toBe("no-cache");
  const unchanged = await revalidate();
  expect([unchanged.status, unchanged.text]).toEqual([304, ""]);
  await host.connection.commit(commitOf({ "/b.js": { content: "2", t: 8 } }));
  expect((await revalidate()).text).toBe('import "/b.js?t=8"');
});

test("a page's tag changes with every revision, so that no old revision is resumed", async () => {
  const app = newApp();
  using host = await connectHost(rooms, app);
  await host.connection.commit(commitOf({ "/index.html": HTML }));
  const first = await rooms.request(app, "/", { headers: NAVIGATION });
  const headers = { ...NAVIGATION, "if-none-match": String(first.headers.etag) };
  expect((await rooms.request(app, "/", { headers })).status).toBe(304);
  await host.connection.commit(commitOf({ "/a.js": "1" }));
  expect((await rooms.request(app, "/", { headers })).text).toContain('data-rev="2"');
});

test("media is served in ranges", async () => {
  const app = await serve([{ "/clip.mp4": new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) }]);
  const get = async (range: string) => {
    const { status, body, headers } = await rooms.request(app, "/clip.mp4", { headers: { range } });
    return [status, [...body], headers["content-range"]];
  };
  expect(await get("bytes=2-4")).toEqual([206, [2, 3, 4], "bytes 2-4/10"]);
  expect(await get("bytes=7-")).toEqual([206, [7, 8, 9], "bytes 7-9/10"]);
  expect(await get("bytes=-2")).toEqual([206, [8, 9], "bytes 8-9/10"]);
  expect(await get("bytes=4-99")).toEqual([206, [4, 5, 6, 7, 8, 9], "bytes 4-9/10"]);
  expect(await get("bytes=10-")).toEqual([416, [], "bytes */10"]);
  expect(await get("bytes=1-2,4-5")).toEqual([200, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], undefined]);
});

test("HEAD tells the size without the body, other methods are refused", async () => {
  const app = await serve([{ "/a.js": "12345" }]);
  const head = await rooms.request(app, "/a.js", { method: "HEAD" });
  expect([head.status, head.headers["content-length"], head.text]).toEqual([200, "5", ""]);
  expect((await rooms.request(app, "/a.js", { method: "DELETE" })).status).toBe(405);
});

test("before anything was pushed a person sees a page that says so", async () => {
  const app = newApp();
  const { status, text, headers } = await rooms.request(app, "/about", { headers: NAVIGATION });
  expect(status).toBe(503);
  expect(text).toContain("<h1>Nothing here yet</h1>");
  expect(text).toContain("prefers-color-scheme: dark");
  expect(headers["content-security-policy"]).toContain("http://ide.localhost:9");
});

test("other sites may not load an app's files, and no type is guessed", async () => {
  const app = await serve([{ "/a.js": "1" }]);
  const { headers } = await rooms.request(app, "/a.js");
  expect(headers).toMatchObject({
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
  });
  expect(headers["access-control-allow-origin"]).toBeUndefined();
});

test("health names the app and the revision it serves", async () => {
  const app = await serve([{ "/a.js": "1" }], [{ "/b.js": "1" }]);
  const { text } = await rooms.request(app, "/__studio/health");
  expect(JSON.parse(text)).toEqual({ ok: true, rev: 2, app });
});

test("one app is never served another's files", async () => {
  const headers = { "x-studio-app": await serve([{ "/a.js": "secret" }]) };
  expect((await rooms.request(newApp(), "/a.js", { headers })).status).toBe(404);
});
