// Twenty files saved at once, from the first write until all twenty are painted: Studio against
// plain Vite, interleaved; then 200 bursts on Studio alone, none of which may lose an update.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright";
import {
  addParts,
  createLive,
  freshCopy,
  partIndices,
  partPath,
  partSource,
  removeFolders,
  Saver,
} from "./support/apps.ts";
import { launchBrowser, now, openPage, painted } from "./support/browser.ts";
import { PlainVite } from "./support/plainVite.ts";
import { report } from "./support/report.ts";
import { ratio, summarize } from "./support/statistics.ts";
import { StudioProcess } from "./support/studio.ts";

const COMPARED = 25;
const WARM_UP = 5;
const TOTAL = 200;

await using studio = await StudioProcess.start();
const { app, url } = await createLive(studio);
await addParts(app.folder);
const peerFolder = await freshCopy(app.folder);
await using vite = await PlainVite.start(peerFolder, 5392);
await using browser = await launchBrowser();
const [ourPage, theirPage] = [await openPage(browser), await openPage(browser)];
await Promise.all([ourPage.goto(url), theirPage.goto(vite.url)]);
await Promise.all([painted(ourPage, "part".repeat(20)), painted(theirPage, "part".repeat(20))]);
await ourPage.evaluate(() => Object.assign(window, { kept: 1 }));

const saver = new Saver(studio, app);
for (const i of partIndices) await saver.read(partPath(i));

const ours: number[] = [];
const theirs: number[] = [];
let lost = 0;
for (let burst = 0; burst < TOTAL; burst++) {
  const text = `[${burst}]`;
  const saveAll = (): Promise<unknown> =>
    Promise.all(
      partIndices.map((i) => saver.save(partPath(i), partSource(i, text), `burst-${burst}-${i}`)),
    );
  const ms = await timed(ourPage, text, saveAll);
  if (ms === null) lost++;
  else ours.push(ms);
  if (burst >= COMPARED) continue;
  const writeAll = (): Promise<unknown> =>
    Promise.all(
      partIndices.map((i) => writeFile(path.join(peerFolder, partPath(i)), partSource(i, text))),
    );
  const theirMs = await timed(theirPage, text, writeAll);
  if (theirMs !== null) theirs.push(theirMs);
}

const [our, their] = [summarize(ours.slice(WARM_UP, COMPARED)), summarize(theirs.slice(WARM_UP))];
const stateKept = await ourPage.evaluate(() => "kept" in window);
report(
  "save-burst",
  { studioMs: our, viteMs: their, bursts: TOTAL, lost, stateKept, all: summarize(ours) },
  { p50: ratio(our.p50, their.p50), p95: ratio(our.p95, their.p95) },
);
await removeFolders([peerFolder]);

/** Milliseconds until all twenty parts show the text; null when some never did. */
async function timed(
  page: Page,
  text: string,
  write: () => Promise<unknown>,
): Promise<number | null> {
  const paint = painted(page, text.repeat(partIndices.length));
  const start = now();
  await write();
  const limit = new Promise<null>((resolve) => setTimeout(() => resolve(null), 10_000));
  const end = await Promise.race([paint, limit]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  return end === null ? null : end - start;
}
