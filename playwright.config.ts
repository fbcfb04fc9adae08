import { defineConfig } from "@playwright/test";
import { chromiumOptions, electronLikeOptions } from "./e2e/launch/chromium.ts";
import type { LauncherOption } from "./e2e/studio.ts";

/** What goes on below the shell is the same in each: the rest is proven once, in a browser tab. */
const OF_EACH_SHELL = /(shell|mainJob)\.spec\.ts$/;

/** A real Electron is skipped where there is none. */
export default defineConfig<LauncherOption>({
  testDir: "e2e",
  globalSetup: "./e2e/preparedPackages.ts",
  outputDir: "out/test-results/e2e",
  reporter: [["list"], ["json"]],
  forbidOnly: process.env["CI"] !== undefined,
  // A test starts a host, an edge, a compiler and a page: two at once fill two cores.
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    launchOptions: chromiumOptions,
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  projects: [
    { name: "headless", use: { launcher: "headless" } },
    {
      name: "fake-electron",
      use: { launcher: "fake-electron", launchOptions: electronLikeOptions },
      testMatch: OF_EACH_SHELL,
      grepInvert: /@below-the-shell/,
    },
    { name: "electron", use: { launcher: "electron" }, testMatch: OF_EACH_SHELL },
  ],
});
