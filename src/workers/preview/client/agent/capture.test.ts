import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../../../../../bench/support/browser.ts";
import { eventually } from "../../../../../tools/test/eventually.ts";
import { type InspectedApp, openInspectedApp } from "../../../../../tools/test/inspectedApp.ts";
import { PageMessage } from "../../../../common/apps/bridge.ts";

let browser: Browser;
let app: InspectedApp;
let api: { origin: string } & AsyncDisposable;

const INDEX = `<!doctype html><html><head><script>
console.log("early", { list: [1, 2], deep: { a: { b: 1 } } });
window.natives = [fetch.name, fetch.length, fetch.toString(), console.log.name, XMLHttpRequest.prototype.open.length];
</script></head><body><script type="module">document.body.append("ready")</script></body></html>`;

/** Run by the page. */
const PRINTS = `
  console.group("outer");
  console.warn("%s has %d items%c!", "cart", 3.7, "color: red");
  console.groupEnd();
  console.count("hits");
  console.count("hits");
  console.assert(false, "numbers");
  const circle = { name: "o" };
  circle.self = circle;
  Object.defineProperty(circle, "bad", { enumerable: true, get() { throw new Error("no"); } });
  console.error(circle, new TypeError("broken"));
`;

beforeAll(async () => {
  browser = await launchBrowser();
  api = await answeringServer();
  app = await openInspectedApp({ browser, files: { "index.html": INDEX } });
  await app.frame.waitForSelector("text=ready");
});

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
  await browser.close();
});

/** What the app printed; Vite's client prints at the level of debugging. */
async function printed() {
  return (await app.heard("console")).filter(({ entry }) => entry.level !== "debug");
}

/** The steps of the newest request whose address ends like this. */
async function stepsOf(ending: string) {
  const events = (await app.heard("network")).map(({ event }) => event);
  const sent = events.findLast((event) => event.step === "sent" && event.url.endsWith(ending));
  if (sent?.step !== "sent") return [];
  return events.filter((event) => "id" in event && event.id === sent.id);
}

async function finished(ending: string) {
  await eventually(async () => expect((await stepsOf(ending)).at(-1)?.step).toBe("done"));
  return stepsOf(ending);
}

test("what was logged before Studio listened is not lost, and every message is well-formed", async () => {
  await eventually(async () => expect(await printed()).toHaveLength(1));
  const [early] = await printed();
  expect(early?.entry).toMatchObject({
    level: "log",
    act: "print",
    values: [
      { kind: "primitive", text: "early" },
      {
        kind: "object",
        className: "Object",
        entries: [
          [
            "list",
            {
              kind: "object",
              isList: true,
              entries: [
                ["0", { text: "1" }],
                ["1", { text: "2" }],
              ],
            },
          ],
          ["deep", { kind: "object", entries: [["a", { entries: [["b", { text: "1" }]] }]] }],
        ],
      },
    ],
  });
  expect(early?.entry.stack[0]?.url).toBe(`${app.origin}/`);
  for (const message of await printed())
    expect(PageMessage.safeParse(message).error).toBeUndefined();
});

test("levels, groups, counts, placeholders, errors and circles print as in a console", async () => {
  await app.frame.evaluate(PRINTS);
  await eventually(async () => expect((await printed()).length).toBe(8));
  const said = (await printed()).slice(1).map(({ entry }) => {
    const texts = entry.values.map((value) => ("text" in value ? value.text : value.kind));
    return [entry.level, entry.act, ...texts];
  });
  expect(said).toEqual([
    ["log", "group", "outer"],
    ["warn", "print", "cart has 3 items!"],
    ["log", "group-end"],
    ["log", "print", "hits: 1"],
    ["log", "print", "hits: 2"],
    ["error", "print", "Assertion failed: numbers"],
    ["error", "print", "object", "error"],
  ]);
  const circle = (await printed()).at(-1)?.entry.values[0];
  expect(circle).toMatchObject({
    entries: [
      ["name", {}],
      ["self", { kind: "circular" }],
      ["bad", { text: "(threw Error: no)" }],
    ],
  });
});

test("a fetch is recorded with both bodies, and the app reads its own response", async () => {
  const read = await app.frame.evaluate(async (origin) => {
    const response = await fetch(`${origin}/echo`, {
      method: "post",
      body: JSON.stringify({ tea: 2 }),
      headers: { "x-mine": "1" },
    });
    return response.text();
  }, api.origin);
  expect(read).toBe('{"got":{"tea":2}}');
  expect(await finished("/echo")).toMatchObject([
    {
      step: "sent",
      via: "fetch",
      method: "POST",
      headers: [["x-mine", "1"]],
      body: { text: '{"tea":2}', size: 9 },
    },
    { step: "answered", status: 200 },
    { step: "done", failure: null, body: { text: '{"got":{"tea":2}}', size: 17, cut: false } },
  ]);
});

test("a Request with a body, an XHR and a beacon are recorded too", async () => {
  const texts = await app.frame.evaluate(async (origin) => {
    const request = new Request(`${origin}/request`, { method: "PUT", body: '{"a":1}' });
    const first = await (await fetch(request)).text();
    const second = await new Promise((resolve) => {
      const xhr = new XMLHttpRequest();
      xhr.open("POST", `${origin}/xhr`);
      xhr.onload = () => resolve(xhr.responseText);
      xhr.send('{"b":2}');
    });
    navigator.sendBeacon(`${origin}/beacon`, "bye");
    return [first, second];
  }, api.origin);
  expect(texts).toEqual(['{"got":{"a":1}}', '{"got":{"b":2}}']);
  const bodies = [];
  for (const ending of ["/request", "/xhr", "/beacon"]) bodies.push((await finished(ending))[0]);
  expect(bodies).toMatchObject([
    { via: "fetch", method: "PUT", body: { text: '{"a":1}' } },
    { via: "xhr", method: "POST", body: { text: '{"b":2}' } },
    { via: "beacon", method: "POST", body: { text: "bye" } },
  ]);
});

test("streams stay the app's, large bodies are cut, and failures stay unhandled", async () => {
  const seen = await app.frame.evaluate(async (origin) => {
    const unhandled: string[] = [];
    addEventListener("unhandledrejection", (event) => unhandled.push(String(event.reason)));
    void fetch("http://127.0.0.1:1/nobody");
    const stream = await fetch(`${origin}/events`);
    const reader = stream.body?.getReader();
    const first = await reader?.read();
    await reader?.cancel();
    const large = await (await fetch(`${origin}/large`)).text();
    await new Promise((resolve) => setTimeout(resolve, 200));
    return [new TextDecoder().decode(first?.value), large.length, unhandled.length];
  }, api.origin);
  expect(seen).toEqual(["data: 1\n\n", 300_000, 1]);
  expect((await finished("/events")).at(-1)).toMatchObject({
    body: { text: null, reason: "stream" },
  });
  expect((await finished("/large")).at(-1)).toMatchObject({ body: { cut: true } });
  expect((await finished("/nobody")).at(-1)).toMatchObject({
    failure: "TypeError: Failed to fetch",
  });
});

test("natives look like themselves", async () => {
  expect(await app.frame.evaluate(() => Reflect.get(window, "natives"))).toEqual([
    "fetch",
    1,
    "function fetch() { [native code] }",
    "log",
    2,
  ]);
});

test("what nobody caught is told with its place, and no app hears Studio", async () => {
  await app.frame.evaluate(() => {
    setTimeout(() => {
      throw new RangeError("too far");
    });
    void Promise.reject(new Error("left alone"));
  });
  await eventually(async () => {
    const failures = (await app.heard("failure")).map(
      ({ failure }) => `${failure.kind} ${failure.name}: ${failure.message}`,
    );
    expect(failures).toEqual(
      expect.arrayContaining(["error RangeError: too far", "rejection Error: left alone"]),
    );
  });
  const heard = await app.frame.evaluate(async () => {
    const messages: unknown[] = [];
    addEventListener("message", (event) => messages.push(event.data));
    window.postMessage({ type: "studio:hello" }, "*");
    window.postMessage("the app's own", "*");
    await new Promise((resolve) => setTimeout(resolve, 100));
    return messages;
  });
  expect(heard).toEqual(["the app's own"]);
});

async function answeringServer(): Promise<{ origin: string } & AsyncDisposable> {
  const server = http.createServer((request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "*");
    response.setHeader("access-control-allow-methods", "*");
    if (request.url === "/events") {
      response.setHeader("content-type", "text/event-stream");
      response.write("data: 1\n\n");
      return;
    }
    response.setHeader("content-type", "application/json");
    if (request.url === "/large") return void response.end("x".repeat(300_000));
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => response.end(`{"got":${body === "" ? "null" : body}}`));
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
