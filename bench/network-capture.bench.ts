// What recording the network costs a page: the time of a fetch with its body read, in two frames
// of one window, one with Studio's agent connected and one without it, taking turns.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import http, { type ServerResponse } from "node:http";
import path from "node:path";
import type { Frame } from "playwright";
import { launchBrowser } from "./support/browser.ts";
import { report } from "./support/report.ts";
import { ratio, summarize } from "./support/statistics.ts";

const ROUNDS = 30;
const WARM_UP = 5;
const FETCHES = 20;
const DATA = JSON.stringify(
  Array.from({ length: 60 }, (_, id) => ({ id, name: `Mackerel ${id}`, price: 9.5, sold: false })),
);

const agent = await readFile(
  path.join(import.meta.dirname, "../out/workers/agent.js"),
  "utf8",
).catch(() => {
  throw new Error("no agent was built: run npm run build once");
});

const server = http.createServer(({ url = "/" }, response) => answer(url, response));
server.listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
if (address === null || typeof address === "string") throw new Error("no port");
const { port } = address;
const studio = `http://127.0.0.1:${port}`;

await using browser = await launchBrowser();
const page = await browser.newPage();
await page.goto(studio);
await page.waitForFunction(() => Reflect.get(window, "heard") > 0);
const withAgent = frameOf("/recorded");
const without = frameOf("/plain");

const recorded: number[] = [];
const plain: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const [ours, theirs] = [await timed(withAgent), await timed(without)];
  if (round < WARM_UP) continue;
  recorded.push(...ours);
  plain.push(...theirs);
}
const messages = await page.evaluate(() => Reflect.get(window, "heard"));
if (messages < ROUNDS * FETCHES) throw new Error(`only ${messages} messages: nothing was recorded`);

const [ours, theirs] = [summarize(recorded), summarize(plain)];
report(
  "network-capture",
  { recordedMs: ours, plainMs: theirs, messages },
  { p50: ratio(ours.p50, theirs.p50), p95: ratio(ours.p95, theirs.p95) },
);
server.closeAllConnections();
server.close();

/** Milliseconds of each of a few fetches, one after the other, as the page measures them. */
async function timed(frame: Frame): Promise<number[]> {
  return await frame.evaluate(async (count) => {
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const start = performance.now();
      await (await fetch(`/data?${i}`, { cache: "no-store" })).json();
      times.push(performance.now() - start);
    }
    return times;
  }, FETCHES);
}

function frameOf(name: string): Frame {
  const frame = page.frames().find((each) => new URL(each.url()).pathname === name);
  if (frame === undefined) throw new Error(`${name} did not load`);
  return frame;
}

function answer(url: string, response: ServerResponse): void {
  const send = (type: string, body: string): void => {
    response.writeHead(200, { "content-type": type, "cross-origin-opener-policy": "unsafe-none" });
    response.end(body);
  };
  if (url.startsWith("/data")) return send("application/json", DATA);
  if (url === "/agent.js") return send("text/javascript", agent);
  if (url === "/plain") return send("text/html", "<!doctype html><title>plain</title>");
  if (url === "/recorded") {
    const tag = `<script src="/agent.js" data-studio='${JSON.stringify([studio])}'></script>`;
    return send("text/html", `<!doctype html>${tag}<title>recorded</title>`);
  }
  send("text/html", parentPage());
}

/** Stands for Studio: takes the agent's port and counts what comes. */
function parentPage(): string {
  return `<!doctype html><script>
    window.heard = 0;
    addEventListener("message", ({ data, source, origin }) => {
      if (data?.type !== "studio:agent") return;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { window.heard += 1; };
      source.postMessage({ type: "studio:hello" }, origin, [port2]);
    });
  </script><iframe src="/recorded"></iframe><iframe src="/plain"></iframe>`;
}
