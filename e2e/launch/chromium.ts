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

function optionsWithout(features: readonly string[]): LaunchOptions {
  return {
    ...(executable === undefined ? {} : { executablePath: executable }),
    // Containers and CI machines run as root, where Chromium has no sandbox of its own.
    chromiumSandbox: process.platform === "linux" && process.getuid?.() !== 0,
    args: [`--disable-features=${features.join(",")}`],
  };
}

export const chromiumOptions = optionsWithout(DISABLED_FEATURES);

/**
 * Electron switches Chromium's checks of local network access off. Here they would take the
 * window, which the fake answers for without a network, for a public page.
 */
export const electronLikeOptions = optionsWithout([
  ...DISABLED_FEATURES,
  "LocalNetworkAccessChecks",
  "LocalNetworkAccessChecksWebSockets",
]);
