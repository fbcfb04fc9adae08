// An app opened again: until what was pushed last is painted (no Vite needed for that), and until
// a save is hot-applied; against plain Vite with a warm dependency cache.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { createLive, freshCopy, HEADLINE, HERO, removeFolders, Saver } from "./support/apps.ts";
import { launchBrowser, now, openPage, painted } from "./support/browser.ts";
import { PlainVite } from "./support/plainVite.ts";
import { report } from "./support/report.ts";
import { ratio, summarize } from "./support/statistics.ts";
import { StudioProcess } from "./support/studio.ts";

const RUNS = 11;
const WARM_UP = 2;

await using studio = await StudioProcess.start();
const { app } = await createLive(studio);
await studio.client.apps.close.mutate({ appId: app.id });
const peerFolder = await freshCopy(app.folder);
await using browser = await launchBrowser();

const ours: Opened[] = [];
const theirs: Opened[] = [];
for (let run = 0; run < RUNS; run++) {
  theirs.push(await openVite(5420 + run, run));
  ours.push(await openStudio(run));
}

const pick = (runs: readonly Opened[], of: keyof Opened): ReturnType<typeof summarize> =>
  summarize(runs.slice(WARM_UP).map((run) => run[of]));
report(
  "preview-reopen",
  {
    studioPaintedMs: pick(ours, "painted"),
    vitePaintedMs: pick(theirs, "painted"),
    studioHotMs: pick(ours, "hot"),
    viteHotMs: pick(theirs, "hot"),
  },
  {
    painted: ratio(pick(ours, "painted").p50, pick(theirs, "painted").p50),
    hot: ratio(pick(ours, "hot").p50, pick(theirs, "hot").p50),
  },
);
await removeFolders([peerFolder]);

interface Opened {
  readonly painted: number;
  /** Until an edit made at the moment of the paint was applied. */
  readonly hot: number;
}

async function openVite(port: number, run: number): Promise<Opened> {
  const file = path.join(peerFolder, HERO);
  const source = await readFile(file, "utf8");
  const page = await openPage(browser);
  const start = now();
  await using vite = await PlainVite.start(peerFolder, port);
  await page.goto(vite.url, { waitUntil: "commit" });
  const paintedAt = await painted(page, HEADLINE);
  await writeFile(file, source.replace(HEADLINE, `Tide ${run}`));
  const hotAt = await painted(page, `Tide ${run}`);
  await writeFile(file, source);
  await painted(page, HEADLINE);
  await page.context().close();
  return { painted: paintedAt - start, hot: hotAt - start };
}

async function openStudio(run: number): Promise<Opened> {
  const page = await openPage(browser);
  const start = now();
  const opened = await studio.client.apps.open.mutate({ appId: app.id });
  const { previewUrl } = await studio.previewUntil(opened, ({ servable }) => servable);
  if (previewUrl === null) throw new Error("a servable preview has no address");
  await page.goto(previewUrl, { waitUntil: "commit" });
  const paintedAt = await painted(page, HEADLINE);
  const saver = new Saver(studio, app);
  const source = await saver.read(HERO);
  await saver.save(HERO, source.replace(HEADLINE, `Tide ${run}`), `reopen-${run}`);
  const hotAt = await painted(page, `Tide ${run}`);
  await saver.save(HERO, source, `reopen-${run}-back`);
  await painted(page, HEADLINE);
  await page.context().close();
  await studio.previewUntil(opened, ({ status }) => status === "ready");
  await studio.client.apps.close.mutate({ appId: app.id });
  return { painted: paintedAt - start, hot: hotAt - start };
}
