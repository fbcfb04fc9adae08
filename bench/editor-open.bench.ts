// Finding and opening at 10,000 files, as a person does in Chromium: keystroke to list in quick
// open, a file from Enter to its text, 30 tabs and what the page then weighs, the tree scrolled.
import type { CDPSession, Page } from "playwright";
import { fileName } from "../src/common/apps/filePath.ts";
import { launchBrowser } from "./support/browser.ts";
import { generateApp } from "./support/generatedApp.ts";
import { report } from "./support/report.ts";
import { ratio, summarize } from "./support/statistics.ts";
import { StudioProcess } from "./support/studio.ts";

const QUERIES = ["order12view", "tide", "src/ledger", "quay-5", "crateview", "md", "berth.json"];
const TABS = 30;
const FRAME_MS = 1000 / 60;

await using generated = await generateApp();
await using studio = await StudioProcess.start();
const app = await studio.client.apps.openFolder.mutate({ folder: generated.folder });
await studio.client.apps.open.mutate({ appId: app.id });
await using browser = await launchBrowser();
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
const [name = "", value = ""] = studio.page.cookie.split("=", 2);
await context.addCookies([{ name, value, url: studio.page.url }]);
const page = await context.newPage();
await page.goto(`${studio.page.url}#${app.id}`);
await page.getByRole("tree", { name: "Files of the app" }).waitFor();
await page.evaluate(watchKeys);
const session = await page.context().newCDPSession(page);

const keys = await typeQueries(page);
const opened = await openFiles(page);
const memory = await memoryOf(page, session);
const frames = await scrollTree(page);

const key = summarize(keys);
const open = summarize(opened);
report(
  "editor-open",
  {
    files: generated.files.length,
    keyToListMs: key,
    openFileMs: open,
    rendererMb: memory,
    tabs: TABS,
    treeScroll: frames,
  },
  { keyToLimit: ratio(key.p95, 30), openToLimit: ratio(open.p95, 100) },
);

/** From each key's event to the frame that shows what it found. */
async function typeQueries(on: Page): Promise<readonly number[]> {
  const times: number[] = [];
  for (const query of QUERIES) {
    await on.keyboard.press("Control+P");
    await on.getByPlaceholder("File name, or > for commands").waitFor();
    for (const letter of query) {
      await on.keyboard.type(letter);
      times.push(await on.evaluate(() => window.lastKeyMs()));
    }
    await on.keyboard.press("Escape");
    await on.getByPlaceholder("File name, or > for commands").waitFor({ state: "detached" });
  }
  return times;
}

/** From Enter in quick open to the frame that shows the file's text. */
async function openFiles(on: Page): Promise<readonly number[]> {
  const times: number[] = [];
  const step = Math.floor(generated.typeScriptFiles.length / (TABS + 1));
  for (let tab = 0; tab <= TABS; tab++) {
    const file = generated.typeScriptFiles[tab * step];
    if (file === undefined) throw new Error("the generated app is too small");
    await on.keyboard.press("Control+P");
    await on.getByPlaceholder("File name, or > for commands").fill(file);
    // The clock is set before the key: the two would race each other to the page.
    await on.evaluate((name) => window.awaitFile(name), fileName(file));
    await on.keyboard.press("Enter");
    const ms = await on.evaluate(() => window.fileShownMs());
    // The first one waits for the editor itself, which loads once.
    if (tab > 0) times.push(ms);
  }
  return times;
}

interface Memory {
  /** Of the page's JavaScript, after a collection. */
  readonly heap: number;
  /** Resident memory of the page's process. */
  readonly process: number | null;
}

async function memoryOf(on: Page, cdp: CDPSession): Promise<Memory> {
  await on.waitForTimeout(1000);
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  const mb = (bytes: number): number => Math.round(bytes / 2 ** 20);
  const resident = await largestRenderer();
  return { heap: mb(usedSize), process: resident === null ? null : mb(resident) };
}

/** Linux tells what each process holds; elsewhere the heap has to do. */
async function largestRenderer(): Promise<number | null> {
  if (process.platform !== "linux") return null;
  const root = await browser.newBrowserCDPSession();
  const { processInfo } = await root.send("SystemInfo.getProcessInfo");
  const { readFile } = await import("node:fs/promises");
  const sizes = await Promise.all(
    processInfo
      .filter(({ type }) => type === "renderer")
      .map(async ({ id }) => {
        const rollup = await readFile(`/proc/${id}/smaps_rollup`, "utf8").catch(() => "");
        return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
      }),
  );
  return Math.max(...sizes);
}

interface Scroll {
  readonly frames: number;
  /** Frames that took longer than two refreshes. */
  readonly dropped: number;
  readonly frameMs: ReturnType<typeof summarize>;
}

/** The whole unfolded tree, a page at a time. */
async function scrollTree(on: Page): Promise<Scroll> {
  const tree = on.getByRole("tree", { name: "Files of the app" });
  if (!(await tree.isVisible()))
    await on.getByRole("button", { name: "Files", exact: true }).click();
  const times = await tree.evaluate(async (element) => {
    const unfold = (): number => {
      const folded = [...element.querySelectorAll<HTMLElement>('[aria-expanded="false"]')];
      for (const row of folded) row.click();
      return folded.length;
    };
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let top = 0; top < element.scrollHeight; top += element.clientHeight / 2) {
      element.scrollTop = top;
      await frame();
      while (unfold() > 0) await frame();
    }
    const taken: number[] = [];
    element.scrollTop = 0;
    let last = await frame();
    for (let top = 0; top < element.scrollHeight && taken.length < 600; top += 240) {
      element.scrollTop = top;
      const now = await frame();
      taken.push(now - last);
      last = now;
    }
    return taken;
  });
  const dropped = times.filter((ms) => ms > FRAME_MS * 2).length;
  return { frames: times.length, dropped, frameMs: summarize(times) };
}

declare global {
  interface Window {
    lastKeyMs(): Promise<number>;
    awaitFile(name: string): void;
    fileShownMs(): Promise<number>;
  }
}

/** Installs the clocks: each ends in a task after the frame, when that is on screen. */
function watchKeys(): void {
  const painted = (): Promise<number> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    });
  let last: Promise<number> = Promise.resolve(0);
  addEventListener(
    "keydown",
    (event) => {
      const began = event.timeStamp;
      last = painted().then((shown) => shown - began);
    },
    { capture: true },
  );
  window.lastKeyMs = () => last;
  let shown: Promise<number> = Promise.resolve(0);
  window.fileShownMs = () => shown;
  window.awaitFile = (name) => {
    const pressed = new Promise<number>((resolve) => {
      addEventListener("keydown", (event) => resolve(event.timeStamp), {
        capture: true,
        once: true,
      });
    });
    const isShown = (): boolean => {
      const tabs = [...document.querySelectorAll('[role="tab"][aria-selected="true"]')];
      const lines = document.querySelector(".monaco-editor .view-lines")?.textContent ?? "";
      return tabs.some((tab) => tab.textContent?.includes(name)) && lines.trim() !== "";
    };
    shown = pressed.then(async (began) => {
      while (!isShown()) {
        if (performance.now() - began > 20_000) throw new Error(`${name} is not shown`);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return (await painted()) - began;
    });
  };
}
