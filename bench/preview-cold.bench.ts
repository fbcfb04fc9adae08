// An app opened for the first time, until its first page is painted: a folder nobody opened
// before, and a bundled starter, each against plain Vite with a cold dependency cache.
import { createLive, freshCopy, HEADLINE, removeFolders, STARTER } from "./support/apps.ts";
import { launchBrowser, now, openPage, painted } from "./support/browser.ts";
import { PlainVite } from "./support/plainVite.ts";
import { report } from "./support/report.ts";
import { ratio, summarize } from "./support/statistics.ts";
import { StudioProcess } from "./support/studio.ts";

const RUNS = 9;

await using studio = await StudioProcess.start();
const { app } = await createLive(studio);
await studio.client.apps.close.mutate({ appId: app.id });
await using browser = await launchBrowser();
const used: string[] = [];

const folder: number[] = [];
const starter: number[] = [];
const created: number[] = [];
const plain: number[] = [];
for (let run = 0; run < RUNS; run++) {
  plain.push(await coldVite(5400 + run));
  folder.push(await coldFolder());
  const times = await coldStarter();
  starter.push(times.opened);
  created.push(times.created);
}

const [theirs, ofFolder, ofStarter] = [summarize(plain), summarize(folder), summarize(starter)];
report(
  "preview-cold",
  {
    viteMs: theirs,
    folderMs: ofFolder,
    starterMs: ofStarter,
    starterFromCreateMs: summarize(created),
  },
  { folder: ratio(ofFolder.p50, theirs.p50), starter: ratio(ofStarter.p50, theirs.p50) },
);
await removeFolders(used);

async function coldVite(port: number): Promise<number> {
  const copy = await freshCopy(app.folder);
  used.push(copy);
  const page = await openPage(browser);
  const start = now();
  await using vite = await PlainVite.start(copy, port);
  await page.goto(vite.url, { waitUntil: "commit" });
  const end = await painted(page, HEADLINE);
  await page.context().close();
  return end - start;
}

/** Opened and trusted, but never served: the folder's own configuration runs. */
async function coldFolder(): Promise<number> {
  const copy = await freshCopy(app.folder);
  used.push(copy);
  const opened = await studio.client.apps.openFolder.mutate({ folder: copy });
  await studio.client.apps.trust.mutate({ appId: opened.id, trusted: true });
  return await untilPainted(opened.id);
}

async function coldStarter(): Promise<{ opened: number; created: number }> {
  const start = now();
  const fresh = await studio.client.apps.create.mutate({ starter: STARTER, name: "Harbor" });
  used.push(fresh.folder);
  const creating = now() - start;
  const opened = await untilPainted(fresh.id);
  return { opened, created: creating + opened };
}

async function untilPainted(appId: typeof app.id): Promise<number> {
  const page = await openPage(browser);
  const start = now();
  const opened = await studio.client.apps.open.mutate({ appId });
  const { previewUrl } = await studio.previewUntil(opened, ({ servable }) => servable);
  if (previewUrl === null) throw new Error("a servable preview has no address");
  await page.goto(previewUrl, { waitUntil: "commit" });
  const end = await painted(page, HEADLINE);
  await page.context().close();
  await studio.previewUntil(opened, ({ status }) => status === "ready");
  await studio.client.apps.close.mutate({ appId });
  return end - start;
}
