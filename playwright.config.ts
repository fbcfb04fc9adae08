import { defineConfig } from "@playwright/test";
import { chromiumOptions } from "./e2e/launch/chromium.ts";
import type { LauncherOption } from "./e2e/studio.ts";

/** Each spec runs in every shell that Studio has; a real Electron is skipped where there is none. */
export default defineConfig<LauncherOption>({
  testDir: "e2e",
  outputDir: "out/test-results/e2e",
  reporter: [["list"], ["json"]],
  forbidOnly: process.env["CI"] !== undefined,
  // A test starts a host, an edge, a compiler and a page: two at once fill two cores.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    launchOptions: chromiumOptions,
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  projects: [
    { name: "headless", use: { launcher: "headless" } },
    { name: "fake-electron", use: { launcher: "fake-electron" }, testIgnore: "attack.spec.ts" },
    { name: "electron", use: { launcher: "electron" }, testIgnore: "attack.spec.ts" },
  ],
});
