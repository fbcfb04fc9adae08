import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "@playwright/test";
import {
  connectPeer,
  type PageSide,
  type PermissionAsk,
  type ShellFact,
  type ShellSide,
  type WindowOptions,
} from "../fake-electron/peer.ts";
import { dressPage, FAKE_IDE } from "./fakeWindow.ts";
import { type LaunchInput, root, type RunningStudio, studioEnv } from "./launcher.ts";
import { expectGroupGone, trackGroup } from "./processGroup.ts";

/** What a test may see and do of the fake beside the page. */
export interface FakeElectron {
  /** What the shell did to the desktop, in order. */
  readonly facts: readonly ShellFact[];
  readonly windows: readonly { readonly page: Page; readonly options: WindowOptions }[];
  permission(ask: PermissionAsk): Promise<{ checked: boolean; requested: boolean }>;
}

const runner = fileURLToPath(new URL("../fake-electron/run.ts", import.meta.url));

/** The built shell and preload under the fake; its windows are pages of Chromium. */
export async function launchFakeElectron({
  dataDir,
  browser,
}: LaunchInput): Promise<RunningStudio & { readonly fake: FakeElectron }> {
  const facts: ShellFact[] = [];
  const windows = new Map<number, { page: Page; options: WindowOptions }>();
  // Each partition is a session of its own.
  const contexts = new Map<string | null, BrowserContext>();
  const firstLoad = Promise.withResolvers<Page>();

  const pageSide: PageSide = {
    async openWindow(window, options) {
      const context = contexts.get(options.partition) ?? (await browser.newContext());
      contexts.set(options.partition, context);
      const page = await context.newPage();
      windows.set(window, { page, options });
      await dressPage(page, window, options, shell);
      page.on("close", () => void shell.windowClosed(window));
    },
    async load(window, url) {
      const page = windows.get(window)?.page;
      await page?.goto(url.replace("app://ide", FAKE_IDE));
      if (page !== undefined) firstLoad.resolve(page);
    },
    async send(window, channel, args) {
      const page = windows.get(window)?.page;
      if (page?.isClosed() !== false) return;
      // A page that navigates meanwhile has nobody to receive it; Electron drops it as well.
      await page.evaluate(deliver, { channel, args }).catch(() => undefined);
    },
    async note(fact) {
      facts.push(fact);
    },
  };

  const child = fork(runner, [path.join(root, "out/main/index.js")], {
    env: await studioEnv(dataDir),
    execPath: process.execPath,
    execArgv: [],
    serialization: "advanced",
    silent: true,
    detached: process.platform !== "win32",
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("The shell could not be started");
  trackGroup(pid);
  const output: string[] = [];
  child.stderr?.on("data", (data) => output.push(String(data)));
  child.stdout?.on("data", (data) => output.push(String(data)));
  const exited = once(child, "exit");
  const shell = connectPeer<PageSide, ShellSide>(child, pageSide);
  const died = exited.then(([code]) => {
    throw new Error(`The shell ended with ${code}: ${output.join("")}`);
  });
  died.catch(() => undefined);
  const page = await Promise.race([firstLoad.promise, died]);

  return {
    page,
    fake: {
      facts,
      get windows() {
        return [...windows.values()];
      },
      permission: (ask) => shell.permission(ask),
    },
    hostPid: () => shell.hostPid(),
    async stop() {
      void shell.quit();
      await exited;
      await expectGroupGone(pid);
      for (const context of contexts.values()) await context.close();
    },
  };
}

/** Runs in the page: hands a message of the shell to the preload's listeners. */
function deliver({ channel, args }: { channel: string; args: unknown[] }): void {
  const { fakeIpcIn } = globalThis as { fakeIpcIn?: (channel: string, args: unknown[]) => void };
  fakeIpcIn?.(channel, args);
}
