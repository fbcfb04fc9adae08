import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type Browser, type Page, test as base } from "@playwright/test";
import { launchElectron, whyNoElectron } from "./launch/electron.ts";
import { type FakeElectron, launchFakeElectron } from "./launch/fakeElectron.ts";
import { launchHeadless } from "./launch/headless.ts";
import type { LauncherName, RunningStudio } from "./launch/launcher.ts";
import { givePreparedPackages } from "./preparedPackages.ts";
import { expectGroupGone } from "./launch/processGroup.ts";

export { expect } from "@playwright/test";

export interface LauncherOption {
  readonly launcher: LauncherName;
}

/** One Studio with a data folder of its own, running in the project's shell. */
export class Studio {
  readonly launcher: LauncherName;
  /** Holds studio.db, the edge's state and `home`, the person's home folder. */
  readonly dataDir: string;
  readonly #browser: Browser;
  #running: RunningStudio | undefined;

  constructor(launcher: LauncherName, dataDir: string, browser: Browser) {
    this.launcher = launcher;
    this.dataDir = dataDir;
    this.#browser = browser;
  }

  /** The window as it is now: `start`, `restart` and `kill` may bring a new one. */
  get page(): Page {
    return this.#now.page;
  }

  /** The fake's levers; only in its own project. */
  get fake(): FakeElectron {
    const running = this.#now;
    if (!("fake" in running)) throw new Error(`${this.launcher} is no fake Electron`);
    return (running as RunningStudio & { fake: FakeElectron }).fake;
  }

  get #now(): RunningStudio {
    if (this.#running === undefined) throw new Error("Studio is not running");
    return this.#running;
  }

  hostPid(): Promise<number> {
    return this.#now.hostPid();
  }

  async start(): Promise<void> {
    const input = { dataDir: this.dataDir, browser: this.#browser };
    const launch = {
      headless: launchHeadless,
      "fake-electron": launchFakeElectron,
      electron: launchElectron,
    }[this.launcher];
    this.#running = await launch(input);
  }

  /** Quits as a person would. */
  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.stop();
  }

  /** Quits and opens Studio again on the same data. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /**
   * Ends the host by SIGKILL. A desktop shell starts it again by itself and the page reconnects;
   * the headless host is started again here, with a new page.
   */
  async kill(): Promise<void> {
    const pid = await this.hostPid();
    process.kill(pid, "SIGKILL");
    if (this.launcher !== "headless") return;
    await this.page.context().close();
    await this.start();
    // The next host ends what the killed one could not.
    await expectGroupGone(pid);
  }
}

export const test = base.extend<LauncherOption & { studio: Studio }>({
  launcher: ["headless", { option: true }],
  studio: async ({ launcher, browser }, provide, testInfo) => {
    const reason = launcher === "electron" ? whyNoElectron() : null;
    testInfo.skip(reason !== null, reason ?? "");
    const dataDir = await mkdtemp(path.join(os.tmpdir(), "studio-e2e-"));
    givePreparedPackages(dataDir);
    const studio = new Studio(launcher, dataDir, browser);
    try {
      await studio.start();
      await provide(studio);
    } finally {
      await studio.stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  },
});
