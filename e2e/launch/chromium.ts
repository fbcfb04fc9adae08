import type { LaunchOptions } from "@playwright/test";

/**
 * Playwright's own list without `ThirdPartyStoragePartitioning`: with that off, `localStorage`
 * throws in a preview's frame, which no person's browser does. The last switch of a name wins.
 */
const DISABLED_FEATURES = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "MediaRouter",
  "OptimizationHints",
  "PaintHolding",
];

const executable = process.env["STUDIO_CHROMIUM"];

export const chromiumOptions: LaunchOptions = {
  ...(executable === undefined ? {} : { executablePath: executable }),
  // Containers and CI machines run as root, where Chromium has no sandbox of its own.
  chromiumSandbox: process.platform === "linux" && process.getuid?.() !== 0,
  args: [`--disable-features=${DISABLED_FEATURES.join(",")}`],
};
