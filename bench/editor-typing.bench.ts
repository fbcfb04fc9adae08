// From a key to its paint, in Chromium, in the app of 10,000 files: Studio's editor and bare Monaco
// in the same page, idle and while another program writes 20 files again and again.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright";
import { build } from "vite";
import { fileName } from "../src/common/apps/filePath.ts";
import { launchBrowser } from "./support/browser.ts";
import { generateApp } from "./support/generatedApp.ts";
import { report } from "./support/report.ts";
import { ratio, summarize } from "./support/statistics.ts";
import { StudioProcess } from "./support/studio.ts";

/** Of an editor, wherever its lines are scrolled to. */
const INTO_TEXT = { x: 160, y: 70 };
const LETTERS = "const total = items.reduce((sum, item) => sum + item.amount, 0);";
const ROUNDS = 4;
const WARM_UP = 20;
const PAUSE_MS = 45;
const WRITTEN_FILES = 20;
const WRITE_EVERY_MS = 150;
/** Where the page finds the bare editor; nothing of Studio's has that name. */
const BARE = "bench-bare-monaco";

await using generated = await generateApp();
await using studio = await StudioProcess.start();
const app = await studio.client.apps.openFolder.mutate({ folder: generated.folder });
await studio.client.apps.open.mutate({ appId: app.id });
await using browser = await launchBrowser();
const page = await openStudio();
const file = generated.typeScriptFiles[0];
if (file === undefined) throw new Error("the generated app has no file");
const source = await readFile(path.join(generated.folder, file), "utf8");
await openInStudio(page, fileName(file));
await openBare(page, source);

const idle = await measureBoth(page);
const writing = await whileWriting(() => measureBoth(page));
report(
  "editor-typing",
  {
    files: generated.files.length,
    keyToPaintedMs: {
      idle: { studio: summarize(idle.studio), bare: summarize(idle.bare) },
      writing: { studio: summarize(writing.studio), bare: summarize(writing.bare) },
    },
  },
  {
    idleP50: ratio(summarize(idle.studio).p50, summarize(idle.bare).p50),
    idleP95: ratio(summarize(idle.studio).p95, summarize(idle.bare).p95),
    writingP95: ratio(summarize(writing.studio).p95, summarize(writing.bare).p95),
  },
);

async function openStudio(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const [name = "", value = ""] = studio.page.cookie.split("=", 2);
  await context.addCookies([{ name, value, url: studio.page.url }]);
  const opened = await context.newPage();
  const scripts = await bundleBare();
  await opened.route(`**/${BARE}/**`, (route) => {
    const name = new URL(route.request().url()).pathname.split(`${BARE}/`)[1] ?? "";
    const body = scripts.get(name) ?? "";
    return route.fulfill({ contentType: "text/javascript", body });
  });
  await opened.goto(`${studio.page.url}#${app.id}`);
  await opened.getByRole("tree", { name: "Files of the app" }).waitFor();
  await opened.evaluate(watchKeys);
  return opened;
}

/** Its scripts by name, `bare.js` first of all. */
async function bundleBare(): Promise<ReadonlyMap<string, string>> {
  const entry = fileURLToPath(new URL("support/bareMonaco.ts", import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: "error",
    // Its styles are in the page already: Studio's editor is the same Monaco.
    build: { write: false, lib: { entry, formats: ["es"], fileName: () => "bare.js" } },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (result === undefined || !("output" in result)) throw new Error("nothing was built");
  const chunks = result.output.flatMap((each) => (each.type === "chunk" ? [each] : []));
  return new Map(chunks.map((chunk) => [chunk.fileName, chunk.code]));
}

async function openInStudio(on: Page, name: string): Promise<void> {
  await on.keyboard.press("Control+P");
  await on.getByPlaceholder("File name, or > for commands").fill(name);
  await on.getByRole("option").first().click();
  await on.locator(".monaco-editor .overflow-guard").first().click({ position: INTO_TEXT });
}

/** Beside Studio's editor, over the preview: both are painted in every frame. */
async function openBare(on: Page, text: string): Promise<void> {
  await on.evaluate(
    async ({ script, content }) => {
      const host = document.createElement("div");
      host.id = "bare";
      host.style.cssText = "position:fixed;right:0;top:80px;width:500px;height:600px;z-index:100";
      document.body.append(host);
      const bare = (await import(script)) as {
        openBareEditor(host: HTMLElement, text: string): void;
      };
      bare.openBareEditor(host, content);
    },
    { script: `/${BARE}/bare.js`, content: text },
  );
  await on.locator("#bare .view-line").first().waitFor();
}

interface Both {
  readonly studio: readonly number[];
  readonly bare: readonly number[];
}

/** In turns, so that what else the machine does meets both alike. */
async function measureBoth(on: Page): Promise<Both> {
  const studioTimes: number[] = [];
  const bareTimes: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await on
      .locator("section .monaco-editor .overflow-guard")
      .first()
      .click({ position: INTO_TEXT });
    studioTimes.push(...(await typeLine(on)));
    await on.locator("#bare .overflow-guard").first().click({ position: INTO_TEXT });
    bareTimes.push(...(await typeLine(on)));
  }
  return { studio: studioTimes.slice(WARM_UP), bare: bareTimes.slice(WARM_UP) };
}

async function typeLine(on: Page): Promise<readonly number[]> {
  await on.keyboard.press("End");
  await on.keyboard.press("Enter");
  const times: number[] = [];
  for (const letter of LETTERS) {
    await on.keyboard.type(letter);
    times.push(await on.evaluate(() => window.lastKeyMs()));
    await on.waitForTimeout(PAUSE_MS);
  }
  await on.keyboard.press("Escape");
  return times;
}

async function whileWriting<T>(work: () => Promise<T>): Promise<T> {
  const files = generated.typeScriptFiles.slice(100, 100 + WRITTEN_FILES);
  let round = 0;
  const timer = setInterval(() => {
    round++;
    for (const each of files) {
      void writeFile(path.join(generated.folder, each), `export const round${round} = ${round};\n`);
    }
  }, WRITE_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

declare global {
  interface Window {
    /** From the last key's event until the frame that shows it was painted. */
    lastKeyMs(): Promise<number>;
  }
}

function watchKeys(): void {
  let last: Promise<number> = Promise.resolve(0);
  addEventListener(
    "keydown",
    (event) => {
      const began = event.timeStamp;
      last = new Promise((resolve) => {
        // The frame that is asked for here is on screen when the task after it runs.
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
      });
    },
    { capture: true },
  );
  window.lastKeyMs = () => last;
}
