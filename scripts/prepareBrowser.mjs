// Finds a Chromium for the tests, or installs one.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { root, say, SetupError } from "./prepare.mjs";

const SYSTEM_BROWSERS = {
  linux: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ],
  win32: [
    path.join(process.env.PROGRAMFILES ?? "", "Google/Chrome/Application/chrome.exe"),
    path.join(process.env["PROGRAMFILES(X86)"] ?? "", "Google/Chrome/Application/chrome.exe"),
    path.join(process.env["PROGRAMFILES(X86)"] ?? "", "Microsoft/Edge/Application/msedge.exe"),
  ],
};

const INSTALL_MS = 10 * 60_000;

/** Path of a Chromium; installs one where there is none. Fails with what to do. */
export function prepareBrowser(node) {
  const found = findBrowser();
  if (found !== null) return found;
  say("there is no Chromium here: installing one for the tests");
  for (const install of [installByApt, () => installByPlaywright(node)]) {
    install();
    const installed = findBrowser();
    if (installed !== null) return installed;
  }
  throw new SetupError(
    "The tests need a Chromium and none could be installed. Install Chromium or Chrome with your " +
      "system's package manager, or set STUDIO_CHROMIUM to the program's path.",
  );
}

/** Path of a Chromium that is there, or null. */
export function findBrowser() {
  const named = process.env.STUDIO_CHROMIUM;
  if (named !== undefined) return existsSync(named) ? named : null;
  const own = playwrightBrowser();
  if (own !== null) return own;
  for (const candidate of SYSTEM_BROWSERS[process.platform] ?? []) {
    const file = path.isAbsolute(candidate) ? candidate : onPath(candidate);
    if (file !== null && existsSync(file)) return file;
  }
  return null;
}

function playwrightBrowser() {
  const require = createRequire(path.join(root, "package.json"));
  try {
    const file = require("playwright").chromium.executablePath();
    return existsSync(file) ? file : null;
  } catch {
    // The packages are not installed, or Playwright knows no browser for this system.
    return null;
  }
}

function onPath(name) {
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    const file = path.join(folder, name);
    if (existsSync(file)) return file;
  }
  return null;
}

/** Debian and Ubuntu, where this is root or may become it without a password. */
function installByApt() {
  const apt = onPath("apt-get");
  if (apt === null) return;
  const isRoot = process.getuid?.() === 0;
  const [command, ...prefix] = isRoot ? [apt] : ["sudo", "-n", apt];
  run(command, [...prefix, "update", "-q"]);
  run(command, [...prefix, "install", "-y", "-q", "--no-install-recommends", "chromium"]);
}

function installByPlaywright(node) {
  run(node, [path.join(root, "node_modules/playwright/cli.js"), "install", "chromium"]);
}

/** A failure shows in that the browser is still missing. */
function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync(command, args, { cwd: root, stdio: "inherit", timeout: INSTALL_MS, env });
}
