// Makes a checkout runnable: packages, Node, package cache, build. It runs on any Node >= 18 and
// before anything is installed, so it may import nothing but Node's own modules.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** The Node that our packages need; also what Electron 45 carries. */
export const NODE_MAJOR = 24;

/** For a program that is told to end, to close what it opened. */
const GRACE_MS = 20_000;

/** What a shell reports of a program that Ctrl+C ended. */
const EXIT_STOPPED = 130;

export const say = (text) => console.log(`[studio] ${text}`);

/** A sentence for the person instead of a stack; `main` prints it and ends with 1. */
export class SetupError extends Error {}

/** Runs a script's main function: expected failures end it with their sentence. */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

/** Packages, the right Node, the starters' package cache, and the build; returns the Node. */
export async function prepare() {
  installPackages();
  const node = projectNode();
  await fillPackageCache(node);
  return node;
}

function installPackages() {
  const reason = whyInstall();
  if (reason === null) return;
  say(`${reason}: installing packages`);
  // Not `npm ci`: it refuses a lockfile that lacks a binding of another platform, which a lockfile
  // written against an incomplete mirror does. This installs the same locked versions.
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  npm(args, "Installing the packages failed; see npm's lines above.");
}

/**
 * Compares what npm says it installed with the lockfile. Times tell nothing here: a checkout
 * writes all files anew.
 */
export function whyInstall() {
  const installed = readJson("node_modules/.package-lock.json")?.packages;
  if (installed === undefined) return "First run";
  const locked = Object.entries(readJson("package-lock.json").packages);
  const isStale = ([name, entry]) => {
    const have = installed[name];
    if (have === undefined) return entry.optional !== true && entry.devOptional !== true;
    return have.version !== entry.version || have.integrity !== entry.integrity;
  };
  return locked.some(([name, entry]) => name !== "" && isStale([name, entry]))
    ? "The lockfile changed"
    : null;
}

function npm(args, failure) {
  // On Windows npm is a batch file, which only a shell can start; the arguments are ours.
  const options = { cwd: root, stdio: "inherit", shell: process.platform === "win32" };
  const { error, status } = spawnSync("npm", args, options);
  if (error !== undefined) throw new SetupError(`npm could not be started (${error.code}).`);
  if (status !== 0) throw new SetupError(failure);
}

/** The Node binary everything of ours runs under, also when npm started another one. */
export function projectNode() {
  const bundled = bundledNode();
  if (existsSync(bundled)) return bundled;
  if (Number(process.versions.node.split(".")[0]) >= NODE_MAJOR) return process.execPath;
  say(`Node ${process.versions.node} is too old; fetching Node ${NODE_MAJOR} (npm rebuild node)`);
  const advice = `Install Node ${NODE_MAJOR} or newer, then run this again.`;
  npm(["rebuild", "node", "--ignore-scripts=false"], `Node could not be fetched. ${advice}`);
  if (!existsSync(bundled)) throw new SetupError(`Node could not be installed. ${advice}`);
  return bundled;
}

export function bundledNode() {
  const name = process.platform === "win32" ? "node.exe" : "node";
  return path.join(root, "node_modules/node/bin", name);
}

/** Starters install and open from these caches without a network; what is missing is made once. */
async function fillPackageCache(node) {
  const packages = await runToEnd(node, [path.join(root, "scripts/fill-package-cache.mjs")]);
  if (packages !== 0) {
    say("The starters' packages could not all be fetched: new apps may need the network.");
    return;
  }
  const seeds = await runToEnd(node, [path.join(root, "scripts/fill-starter-seeds.mjs")]);
  if (seeds !== 0) say("The starters could not be prepared: a new app opens more slowly.");
}

/** Builds when a source, the lockfile or the configuration differs from the last build. */
export async function buildIfStale(node) {
  const stamp = path.join(root, "out/.build");
  const state = sourceHash();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === state) return;
  say("building");
  const code = await runToEnd(node, [path.join(root, "scripts/build.mjs")]);
  if (code !== 0) throw new SetupError("The build failed; see the lines above.");
  writeFileSync(stamp, state);
}

const BUILD_INPUTS = ["src", "tools/build", "electron.vite.config.ts", "package-lock.json"];

export function sourceHash() {
  const hash = createHash("sha256");
  for (const file of BUILD_INPUTS.flatMap((entry) => filesBelow(path.join(root, entry)))) {
    hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function filesBelow(entry) {
  if (!statSync(entry).isDirectory()) return [entry];
  const isSource = (name) => !/\.test\.tsx?$/.test(name);
  return readdirSync(entry)
    .filter(isSource)
    .sort()
    .flatMap((name) => filesBelow(path.join(entry, name)));
}

/** The environment for our own processes: their `node` is the project's. */
export function withNode(node, extra = {}) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  const paths = [path.dirname(node), process.env[name] ?? ""].join(path.delimiter);
  return { ...process.env, [name]: paths, ...extra };
}

/**
 * Runs a program of ours to its end and returns its exit code. Its whole process group ends with
 * this one, and after `timeoutMs`.
 */
export function runToEnd(node, args, { env = {}, timeoutMs } = {}) {
  const isWindows = process.platform === "win32";
  const options = { cwd: root, env: withNode(node, env), detached: !isWindows };
  const child = spawn(node, args, { ...options, stdio: ["ignore", "inherit", "inherit"] });
  const end = (signal) => {
    try {
      if (isWindows || child.pid === undefined) child.kill(signal);
      else process.kill(-child.pid, signal);
    } catch (error) {
      // Nothing is left of it; macOS says EPERM where only a zombie is.
      if (error.code !== "ESRCH" && error.code !== "EPERM") throw error;
    }
  };
  let wasStopped = false;
  const stop = forwardSignals((signal) => {
    wasStopped = true;
    end(signal);
  });
  const timers = timeoutMs === undefined ? [] : endAfter(timeoutMs, end);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      for (const timer of timers) clearTimeout(timer);
      stop();
      // What the program left behind in its group, such as a browser of a crashed test.
      end("SIGKILL");
      // Ctrl+C ends the script, not the step it happens to be at.
      if (wasStopped) process.exit(EXIT_STOPPED);
      resolve(code ?? 1);
    });
  });
}

/** First as Ctrl+C would, so that it closes what it opened. */
function endAfter(timeoutMs, end) {
  const late = () => {
    say(`ended after ${Math.round(timeoutMs / 60_000)} minutes`);
    end("SIGINT");
  };
  return [setTimeout(late, timeoutMs), setTimeout(() => end("SIGKILL"), timeoutMs + GRACE_MS)];
}

/** Hands each signal that would end this process to `end`; returns how to undo that. */
export function forwardSignals(end) {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  const listeners = signals.map((signal) => [signal, () => end(signal)]);
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return () => {
    for (const [signal, listener] of listeners) process.off(signal, listener);
  };
}

export function readJson(file) {
  const full = path.join(root, file);
  return existsSync(full) ? JSON.parse(readFileSync(full, "utf8")) : undefined;
}
