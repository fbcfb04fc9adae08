// From the moment a save was acknowledged to the moment the preview store serves it.
import http from "node:http";
import { createLive, HEADLINE, HERO, Saver } from "./support/apps.ts";
import { now } from "./support/browser.ts";
import { report } from "./support/report.ts";
import { summarize } from "./support/statistics.ts";
import { StudioProcess } from "./support/studio.ts";

const SAVES = 100;
const WARM_UP = 10;

await using studio = await StudioProcess.start();
const { app, url } = await createLive(studio);
const saver = new Saver(studio, app);
const source = await saver.read(HERO);
const agent = new http.Agent({ keepAlive: true });

const sinceAcknowledged: number[] = [];
const sinceBegun: number[] = [];
for (let i = 0; i < SAVES; i++) {
  const text = `Tide ${i} of the morning`;
  const begun = now();
  await saver.save(HERO, source.replace(HEADLINE, text), `sync-${i}`);
  const acknowledged = now();
  // Asking without a break would take the processor from what is measured.
  while (!(await served(`/${HERO}`)).includes(text)) await wait(2);
  const readable = now();
  sinceAcknowledged.push(readable - acknowledged);
  sinceBegun.push(readable - begun);
  await wait(100);
}

report(
  "sync",
  {
    acknowledgedToReadableMs: summarize(sinceAcknowledged.slice(WARM_UP)),
    begunToReadableMs: summarize(sinceBegun.slice(WARM_UP)),
  },
  {},
);
agent.destroy();

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function served(file: string): Promise<string> {
  const { host, port } = new URL(url);
  return new Promise((resolve, reject) => {
    http
      .get({ host: "127.0.0.1", port, path: file, headers: { host }, agent }, (response) => {
        let body = "";
        response.setEncoding("utf8").on("data", (part) => (body += part));
        response.on("end", () => resolve(body));
      })
      .once("error", reject);
  });
}
