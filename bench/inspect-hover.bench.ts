// Pointer move → outline painted on a page of 5,000 elements; and what the agent costs a page
// while nobody inspects: the time of the page's own updates with it and without it, interleaved.
import { type InspectedApp, openInspectedApp } from "../tools/test/inspectedApp.ts";
import { launchBrowser } from "./support/browser.ts";
import { report } from "./support/report.ts";
import { ratio, summarize } from "./support/statistics.ts";

const ROWS = 1250;
const MOVES = 300;
const ROUNDS = 6;
const TICKS = 25;

const FILES = {
  "index.html": `<!doctype html><html><head><style>li{display:inline-block;padding:2px;margin:1px}</style></head><body><div id="root"></div><script type="module" src="/src/main.jsx"></script></body></html>`,
  "src/main.jsx": `import { useState } from "react";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
function Row({ i, tick }) {
  return <li><b>{i}</b><i>{i % 10 === 0 ? tick : 0}</i><u>x</u></li>;
}
function App() {
  const [tick, setTick] = useState(0);
  window.tick = () => flushSync(() => setTick((t) => t + 1));
  return <ul>{Array.from({ length: ${ROWS} }, (_, i) => <Row key={i} i={i} tick={tick} />)}</ul>;
}
createRoot(document.getElementById("root")).render(<App />);
`,
};

await using browser = await launchBrowser();
await using inspected = await open(true);
await using bare = await open(false);

const off = { withAgent: [] as number[], without: [] as number[] };
for (let round = 0; round < ROUNDS; round += 1) {
  off.withAgent.push(...(await ticks(inspected)));
  off.without.push(...(await ticks(bare)));
}
const hover = await hoverTimes(inspected);
const [withAgent, without] = [summarize(off.withAgent), summarize(off.without)];
report(
  "inspect-hover",
  { elements: ROWS * 4, hoverMs: summarize(hover), updateMs: { withAgent, without } },
  { updateP50: ratio(withAgent.p50, without.p50), updateP95: ratio(withAgent.p95, without.p95) },
);

async function open(agent: boolean): Promise<InspectedApp> {
  const viewport = { width: 1280, height: 900 };
  const app = await openInspectedApp({ browser, files: FILES, agent, viewport });
  await app.frame.waitForFunction(`document.querySelectorAll("li").length === ${ROWS}`);
  return app;
}

/** Milliseconds of each update of the whole page, its layout included. */
async function ticks(app: InspectedApp): Promise<number[]> {
  await app.page.bringToFront();
  return app.frame.evaluate(async (count) => {
    const times: number[] = [];
    for (let i = 0; i < count; i += 1) {
      await new Promise(requestAnimationFrame);
      const start = performance.now();
      Reflect.get(window, "tick")();
      document.body.getBoundingClientRect();
      times.push(performance.now() - start);
    }
    return times;
  }, TICKS);
}

/** From the move's own time to the end of the frame in which its outline was drawn. */
async function hoverTimes(app: InspectedApp): Promise<number[]> {
  await app.page.bringToFront();
  await app.send({ type: "inspect", on: true });
  await app.frame.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    const channel = new MessageChannel();
    let began = 0;
    channel.port1.addEventListener("message", () => times.push(performance.now() - began));
    channel.port1.start();
    // After the agent's own listener, so its frame callback comes first too.
    addEventListener("pointermove", (event) => {
      requestAnimationFrame(() => {
        began = event.timeStamp;
        channel.port2.postMessage(null);
      });
    });
  });
  for (let i = 0; i < MOVES; i += 1) {
    await app.page.mouse.move(20 + ((i * 37) % 1200), 20 + ((i * 53) % 800));
    await app.page.waitForTimeout(12);
  }
  return app.frame.evaluate(() => Reflect.get(window, "times") as number[]);
}
