// `npm run doctor`: what works on this machine, why the rest does not, and what to do. Ends with 0
// when Studio can run in a browser at least. Changes nothing.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { bundledNode, NODE_MAJOR, root, runMain, whyInstall } from "./prepare.mjs";
import { findBrowser } from "./prepareBrowser.mjs";
import { electronBinary, hasDisplay } from "./startElectron.mjs";

/** Vite's and our own watchers of a few open apps need this many. */
const INOTIFY_WATCHES = 65_536;

const require = createRequire(path.join(root, "package.json"));

/** `needed`: Studio does not run without it. Each returns `ok` or `problem` with what to do. */
const CHECKS = [
  { name: "Packages", needed: true, check: checkPackages },
  { name: "Node", needed: true, check: checkNode },
  { name: "workerd", needed: true, check: checkWorkerd },
  { name: "Loopback port", needed: true, check: checkPort },
  { name: "Data folder", needed: true, check: checkDataFolder },
  { name: "Checkout", needed: true, check: () => checkWritable(root) },
  { name: "Package cache", needed: false, check: checkPackageCache },
  { name: "Desktop window", needed: false, check: checkElectron },
  { name: "Keychain", needed: false, check: checkKeychain },
  { name: "Chromium", needed: false, check: checkChromium },
  { name: "File watching", needed: false, check: checkInotify },
];

const ok = (what) => ({ isOk: true, what });
const problem = (what, advice) => ({ isOk: false, what, advice });

await runMain(async () => {
  let canRun = true;
  for (const { name, needed, check } of CHECKS) {
    const result = await check();
    const mark = result.isOk ? "ok     " : needed ? "problem" : "missing";
    console.log(`${mark}  ${name}: ${result.what}`);
    if (!result.isOk) console.log(`         ${result.advice}`);
    if (!result.isOk && needed) canRun = false;
  }
  console.log(
    canRun
      ? "Studio can run here. Start it with: npm start"
      : "Studio cannot run here until each problem above is mended.",
  );
  return canRun ? 0 : 1;
});

function checkPackages() {
  const reason = whyInstall();
  if (reason === null) return ok("installed, and as the lockfile says");
  return problem(`${reason}: not installed yet`, "npm start installs them.");
}

function checkNode() {
  const bundled = bundledNode();
  const own = process.versions.node;
  if (existsSync(bundled)) {
    const { stdout } = spawnSync(bundled, ["--version"], { encoding: "utf8" });
    if (stdout) return ok(`${stdout.trim()} of our packages (npm runs under ${own})`);
    return problem("the one of our packages does not run here", "Run: npm rebuild node");
  }
  if (Number(own.split(".")[0]) >= NODE_MAJOR) return ok(`v${own}`);
  const advice = `npm start fetches Node ${NODE_MAJOR}; or install Node ${NODE_MAJOR} or newer.`;
  return problem(`${own} is too old`, advice);
}

function checkWorkerd() {
  const binary = workerdBinary();
  if (binary === null) return problem("not installed", "npm start installs it.");
  const { error, status, stdout, stderr } = spawnSync(binary, ["--version"], { encoding: "utf8" });
  if (status === 0) return ok(stdout.trim());
  const why = error?.code ?? stderr.trim().split("\n")[0];
  const advice =
    "It needs 64-bit Linux with glibc 2.35 or newer (not Alpine), macOS 13.5 or newer, or Windows.";
  return problem(`does not run here (${why})`, advice);
}

function workerdBinary() {
  try {
    const binary = require("workerd").default;
    return existsSync(binary) ? binary : null;
  } catch {
    // Not installed, or made for another system.
    return null;
  }
}

function checkPort() {
  const server = createServer();
  return new Promise((resolve) => {
    const advice = "A firewall or a container's policy forbids servers on this machine's loopback.";
    server.once("error", (error) => resolve(problem(`127.0.0.1 refuses (${error.code})`, advice)));
    server.listen(0, "127.0.0.1", () =>
      server.close(() => resolve(ok("127.0.0.1 is free to use"))),
    );
  });
}

/** The nearest folder that is there: Studio makes the rest. */
function checkDataFolder() {
  let folder = path.resolve(process.env.STUDIO_DATA_DIR ?? os.homedir());
  while (!existsSync(folder)) folder = path.dirname(folder);
  return checkWritable(folder);
}

function checkWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return ok(`${folder} can be written`);
  } catch (error) {
    const advice = "Change who may write it, or name another data folder in STUDIO_DATA_DIR.";
    return problem(`${folder} cannot be written (${error.code})`, advice);
  }
}

function checkPackageCache() {
  const cache = path.join(root, "resources/package-cache");
  if (existsSync(cache) && readdirSync(cache).length > 0) {
    return ok("filled: new apps need no network");
  }
  return problem("empty: new apps need the network", "npm start fills it when it is online.");
}

function checkElectron() {
  const advice = "Studio runs in your browser instead; nothing is missing there.";
  if (!hasDisplay) return problem("there is no display", advice);
  const binary = electronBinary();
  if (binary === null) {
    return problem("Electron's binary is not here yet", `npm start fetches it. ${advice}`);
  }
  const { status, stdout } = spawnSync(binary, ["--version"], { encoding: "utf8" });
  if (status === 0) return ok(`Electron ${stdout.trim()}`);
  return problem("Electron does not start here", `On Linux often its sandbox. ${advice}`);
}

function checkKeychain() {
  const script =
    'import("keytar").then(({ default: k }) => k.findCredentials("overskill-studio-doctor"))' +
    ".catch((e) => { console.error(e.message.split('\\n')[0]); process.exit(1); })";
  const node = existsSync(bundledNode()) ? bundledNode() : process.execPath;
  const options = { cwd: root, encoding: "utf8", timeout: 20_000 };
  const { status, stderr } = spawnSync(node, ["--eval", script], options);
  if (status === 0) return ok("the system's keychain answers");
  const why = stderr.trim().split("\n")[0] || "no answer in 20 s";
  const advice = "Secrets can be kept under a passphrase instead. On Linux: install libsecret.";
  return problem(why, advice);
}

function checkChromium() {
  const browser = findBrowser();
  if (browser !== null) return ok(`${browser} (for npm test)`);
  return problem("none for npm test", "npm test installs one, or set STUDIO_CHROMIUM to yours.");
}

function checkInotify() {
  const file = "/proc/sys/fs/inotify/max_user_watches";
  if (!existsSync(file)) return ok("by the system");
  const watches = Number(readFileSync(file, "utf8"));
  if (watches >= INOTIFY_WATCHES) return ok(`${watches} inotify watches`);
  const advice = `Large apps may miss changes. Run: sudo sysctl fs.inotify.max_user_watches=524288`;
  return problem(`only ${watches} inotify watches`, advice);
}
