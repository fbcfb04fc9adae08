// Whether Studio can have its desktop window here, and the window.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { forwardSignals, readJson, root, say, withNode } from "./prepare.mjs";

const PROBE_MS = 8_000;
const INSTALL_MS = 10 * 60_000;
/** Electron that ends this soon did not get as far as a window. */
const AT_ONCE_MS = 10_000;

const folder = path.join(root, "node_modules/electron");

export const hasDisplay =
  process.platform !== "linux" ||
  Boolean(process.env.DISPLAY) ||
  Boolean(process.env.WAYLAND_DISPLAY);

/** Fetches Electron when it is missing. Null when it is there, else why not, for a sentence. */
export async function whyNoElectron(node) {
  if (!hasDisplay) return "there is no display";
  if (electronBinary() !== null) return null;
  const version = readJson("node_modules/electron/package.json")?.version;
  if (version === undefined) return "Electron's package is not installed";
  const unreachable = await probe(version);
  if (unreachable !== null) return unreachable;
  say(`downloading Electron ${version} (once)`);
  const install = path.join(folder, "install.js");
  const options = { cwd: root, stdio: "inherit", timeout: INSTALL_MS };
  const { status } = spawnSync(node, [install], options);
  if (status === 0 && electronBinary() !== null) return null;
  return `installing Electron ${version} failed`;
}

/** The downloader itself waits for ever for a server that accepts and never answers. */
async function probe(version) {
  const base =
    process.env.ELECTRON_MIRROR ??
    process.env.npm_config_electron_mirror ??
    "https://github.com/electron/electron/releases/download/";
  const say = (why) => `Electron ${version} could not be downloaded from ${hostOf(base)} (${why})`;
  try {
    const url = `${base}v${version}/SHASUMS256.txt`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(PROBE_MS) });
    await answer.arrayBuffer();
    return answer.ok ? null : say(`HTTP ${answer.status}`);
  } catch (error) {
    if (error.name === "TimeoutError") return say(`no answer in ${PROBE_MS / 1000} s`);
    return say(error.cause?.code ?? error.cause?.message ?? error.message);
  }
}

function hostOf(address) {
  return URL.canParse(address) ? new URL(address).host : address;
}

/** Where the package says its binary is; null when it was never fetched. */
export function electronBinary() {
  const pathFile = path.join(folder, "path.txt");
  if (!existsSync(pathFile)) return null;
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const binary = path.join(override ?? path.join(folder, "dist"), readFileSync(pathFile, "utf8"));
  return existsSync(binary) ? binary : null;
}

/** Runs the window to its end: its exit code, or why it ended at once. */
export async function runElectron(node, env) {
  const startedAt = Date.now();
  const options = { cwd: root, stdio: ["inherit", "inherit", "pipe"], env: withNode(node, env) };
  const app = spawn(electronBinary(), [root], options);
  let wasAsked = false;
  let lastLine = "";
  const stop = forwardSignals((signal) => {
    wasAsked = true;
    app.kill(signal);
  });
  app.stderr.on("data", (data) => {
    process.stderr.write(data);
    lastLine = String(data).trim().split("\n").at(-1) ?? "";
  });
  const [code, signal, failure] = await new Promise((resolve) => {
    app.once("error", (error) => resolve([1, null, error.code]));
    app.once("close", (exitCode, exitSignal) => resolve([exitCode, exitSignal, null]));
  });
  stop();
  const isAtOnce = Date.now() - startedAt < AT_ONCE_MS;
  if (wasAsked || code === 0 || !isAtOnce) return { code: code ?? 1 };
  if (failure !== null) return { reason: `Electron could not be started (${failure})` };
  const detail = lastLine === "" ? "" : `: ${lastLine}`;
  return { reason: `Electron stopped at once (${signal ?? `code ${code}`})${detail}` };
}
