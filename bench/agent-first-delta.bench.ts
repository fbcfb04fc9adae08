// From the first byte of a model's answer on the wire to its first character on the screen, and
// from a stop to the end of the provider's connection. A real host, a real Chromium.
import { randomUUID } from "node:crypto";
import { startModelServer } from "../src/main/services/agent/testing/modelServer.ts";
import { scenarioMessage } from "../src/main/services/agent/testing/scenario.ts";
import { createLive } from "./support/apps.ts";
import { launchBrowser, now, openPage, painted } from "./support/browser.ts";
import { report } from "./support/report.ts";
import { summarize } from "./support/statistics.ts";
import { StudioProcess } from "./support/studio.ts";

const RUNS = Number(process.env["BENCH_RUNS"] ?? 30);

await using server = await startModelServer();
await using studio = await StudioProcess.start();
const { app } = await createLive(studio);
const provider = await studio.client.providers.save.mutate({
  id: null,
  kind: "compatible",
  title: "Double",
  baseUrl: `${server.url}/v1`,
  models: ["double-1"],
});
await studio.client.chats.choose.mutate({
  provider: provider.id,
  model: "double-1",
  approval: "auto-all",
});
const chat = await studio.client.chats.create.mutate({ appId: app.id });

const browser = await launchBrowser();
const page = await openPage(browser);
const { hostname } = new URL(studio.page.url);
const [name = "", value = ""] = studio.page.cookie.split("=");
await page.context().addCookies([{ name, value, domain: hostname, path: "/" }]);
await page.goto(studio.page.url);
await page.getByText("Harbor Market").first().click();
await page.getByRole("button", { name: "Chat", exact: true }).click();

let firstByteAt = 0;
server.onFirstByte(() => {
  firstByteAt = now();
});
const firstDelta: number[] = [];
const cancels: number[] = [];
for (let run = 0; run < RUNS; run += 1) {
  const word = `w${randomUUID().slice(0, 8)}`;
  const shown = painted(page, word);
  // The question must not hold the word: it is on the screen before the answer.
  server.play({ answers: [{ text: `${word} and more words` }], delayMs: 1 });
  await say("Say something.");
  const at = await shown;
  firstDelta.push(at - firstByteAt);
  await idle();
}
for (let run = 0; run < RUNS; run += 1) {
  const closed = server.hungUp.length;
  await say(scenarioMessage({ answers: [{ text: "long ".repeat(4_000) }], delayMs: 5 }));
  const id = await running();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const stoppedAt = performance.now();
  await intend({ type: "stop", run: id });
  while (server.hungUp.length === closed) await new Promise((resolve) => setTimeout(resolve, 1));
  cancels.push((server.hungUp.at(-1) ?? 0) - stoppedAt);
  await idle();
}
await browser.close();
report(
  "agent-first-delta",
  { firstByteToPaintedMs: summarize(firstDelta), stopToClosedMs: summarize(cancels) },
  {},
);

type Intent = Parameters<typeof studio.client.chats.intend.mutate>[0]["intent"];

async function intend(intent: Intent): Promise<void> {
  await studio.client.chats.intend.mutate({ chatId: chat.id, id: randomUUID(), intent });
}

async function say(text: string): Promise<void> {
  await intend({ type: "send", text, mode: "ask", attachments: [], after: null });
}

async function isRunning(): Promise<boolean> {
  const chats = await studio.client.chats.list.query({ appId: app.id });
  return chats.some((each) => each.id === chat.id && each.running);
}

async function idle(): Promise<void> {
  while (await isRunning()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** The run under way, as any window learns of it. */
function running(): Promise<Extract<Intent, { type: "stop" }>["run"]> {
  return new Promise((resolve, reject) => {
    const input = { chatId: chat.id, reader: randomUUID() };
    const subscription = studio.client.chats.follow.subscribe(input, {
      onData: ({ data }) => {
        if (data.kind !== "snapshot") return;
        const { running: run } = data.state as { running: Parameters<typeof resolve>[0] | null };
        subscription.unsubscribe();
        if (run === null) reject(new Error("nothing runs"));
        else resolve(run);
      },
      onError: reject,
    });
  });
}
