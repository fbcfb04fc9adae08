// One save, from the write to the pixels: Studio's editor path against plain Vite on the same
// app, interleaved in one run. The page's state has to be kept in every single one.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { createLive, freshCopy, HEADLINE, HERO, removeFolders, Saver } from "./support/apps.ts";
import { launchBrowser, now, openPage, painted } from "./support/browser.ts";
import { PlainVite } from "./support/plainVite.ts";
import { report } from "./support/report.ts";
import { ratio, summarize } from "./support/statistics.ts";
import { StudioProcess } from "./support/studio.ts";

const SAVES = 70;
const WARM_UP = 10;

await using studio = await StudioProcess.start();
const { app, url } = await createLive(studio);
const peerFolder = await freshCopy(app.folder);
await using vite = await PlainVite.start(peerFolder, 5391);
await using browser = await launchBrowser();
const [ourPage, theirPage] = [await openPage(browser), await openPage(browser)];
await Promise.all([ourPage.goto(url), theirPage.goto(vite.url)]);
await Promise.all([painted(ourPage, HEADLINE), painted(theirPage, HEADLINE)]);
// A property of the window is lost by any reload, as component state would be.
for (const page of [ourPage, theirPage])
  await page.evaluate(() => Object.assign(window, { kept: 1 }));

const saver = new Saver(studio, app);
const ourSource = await saver.read(HERO);
const theirFile = path.join(peerFolder, HERO);
const theirSource = await readFile(theirFile, "utf8");

const ours: number[] = [];
const theirs: number[] = [];
for (let i = 0; i < SAVES; i++) {
  const text = `Tide ${i} of the morning`;
  const ourPaint = painted(ourPage, text);
  const ourStart = now();
  await saver.save(HERO, ourSource.replace(HEADLINE, text), `bench-${i}`);
  ours.push((await ourPaint) - ourStart);
  await pause();
  const theirPaint = painted(theirPage, text);
  const theirStart = now();
  await writeFile(theirFile, theirSource.replace(HEADLINE, text));
  theirs.push((await theirPaint) - theirStart);
  await pause();
}

const kept = await Promise.all(
  [ourPage, theirPage].map((page) => page.evaluate(() => "kept" in window)),
);
const [our, their] = [summarize(ours.slice(WARM_UP)), summarize(theirs.slice(WARM_UP))];
const traced = (await studio.previewUntil(app, () => true)).saves.slice(WARM_UP);
const stage = (pick: (save: (typeof traced)[number]) => number | null): number =>
  summarize(traced.map(pick).filter((ms) => ms !== null)).p50;
report(
  "save-to-paint",
  {
    studioMs: our,
    viteMs: their,
    stateKept: { studio: kept[0], vite: kept[1] },
    stagesP50Ms: {
      written: stage((save) => save.written),
      transformed: stage((save) => save.transformed),
      pushed: stage((save) => save.pushed),
      painted: stage((save) => save.painted),
    },
  },
  { p50: ratio(our.p50, their.p50), p95: ratio(our.p95, their.p95) },
);
await removeFolders([peerFolder]);

/** As between two saves of a person: nothing of the one before is still running. */
async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 150));
}
