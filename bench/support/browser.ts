import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright";

const SYSTEM_CHROMIUMS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

export async function launchBrowser(): Promise<Browser> {
  const own = chromium.executablePath();
  const executablePath = [own, ...SYSTEM_CHROMIUMS].find((file) => existsSync(file));
  if (executablePath === undefined) throw new Error("no Chromium: run npm test once");
  return await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
  });
}

/** A page in a context of its own (cold HTTP cache) that can tell when it painted a text. */
export async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(installPaintProbe);
  return page;
}

/** Epoch ms, with the page's sub-millisecond clock, at which `text` was painted. */
export async function painted(page: Page, text: string): Promise<number> {
  for (;;) {
    try {
      return await page.evaluate((wanted) => window.paintedAt(wanted), text);
    } catch (error) {
      // The page was loaded anew meanwhile: it is the new one that paints.
      if (!String(error).includes("Execution context was destroyed")) throw error;
    }
  }
}

/** Epoch ms with a fraction, on the same clock as {@link painted}. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

declare global {
  interface Window {
    paintedAt(text: string): Promise<number>;
  }
}

function installPaintProbe(): void {
  // Drawing the starter's moving boats in software would be most of what is measured.
  const still = new CSSStyleSheet();
  still.replaceSync("* { animation: none !important; transition: none !important }");
  document.adoptedStyleSheets = [still];
  window.paintedAt = (text) =>
    new Promise((resolve) => {
      const look = (): boolean => document.body?.textContent?.includes(text) ?? false;
      const done = (): void => {
        requestAnimationFrame(() => {
          // The frame that was asked for above is on screen when the next task runs.
          setTimeout(() => resolve(performance.timeOrigin + performance.now()));
        });
      };
      if (look()) return done();
      const observer = new MutationObserver(() => {
        if (!look()) return;
        observer.disconnect();
        done();
      });
      observer.observe(document, { subtree: true, childList: true, characterData: true });
    });
}
