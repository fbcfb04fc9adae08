// `npm start`, also on a bare checkout: prepares what is missing, then opens Studio in its window
// or, where that cannot be had, serves the same Studio to the browser.
//
//   npm start -- [--headless] [--no-open] [--port <n>] [--data-dir <folder>]
import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { buildIfStale, forwardSignals, prepare, root, runMain, say, withNode } from "./prepare.mjs";
import { hasDisplay, runElectron, whyNoElectron } from "./startElectron.mjs";

/** The host closes its own children; this long after a signal it is ended. */
const STOP_WITHIN_MS = 15_000;

const OPENERS = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

await runMain(async () => {
  const args = process.argv.slice(2).filter((arg) => arg !== "--headless");
  const node = await prepare();
  await buildIfStale(node);
  const reason = process.argv.includes("--headless")
    ? "--headless was asked for"
    : await whyNoElectron(node);
  if (reason !== null) return await serve(node, args, reason);
  const ended = await runElectron(node, electronEnv(args));
  return ended.reason === undefined ? ended.code : await serve(node, args, ended.reason);
});

/** The window's host takes its data folder from the environment; ports are for browsers. */
function electronEnv(args) {
  const at = args.indexOf("--data-dir");
  return at === -1 ? {} : { STUDIO_DATA_DIR: path.resolve(args[at + 1] ?? "") };
}

/** The headless host to its end; opens the browser at the link that the host prints. */
async function serve(node, args, reason) {
  say(`No desktop window: ${reason.replace(/\.$/, "")}.`);
  say("Studio is served to your browser instead. Ctrl+C stops it.");
  const host = spawn(node, [path.join(root, "out/main/host.js"), ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: withNode(node, { STUDIO_NODE: node }),
  });
  const stop = forwardSignals((signal) => {
    host.kill(signal);
    setTimeout(() => host.kill("SIGKILL"), STOP_WITHIN_MS).unref();
  });
  process.once("exit", () => host.kill());
  createInterface({ input: host.stdout }).once("line", (line) => openLink(line, args));
  host.stdout.pipe(process.stdout);
  const code = await new Promise((resolve, reject) => {
    host.once("error", reject);
    host.once("exit", resolve);
  });
  stop();
  return code ?? 1;
}

function openLink(line, args) {
  const [url] = /http:\/\/\S+/.exec(line) ?? [];
  if (url === undefined || args.includes("--no-open") || !hasDisplay) return;
  const [command, ...rest] = OPENERS[process.platform] ?? ["xdg-open"];
  const opener = spawn(command, [...rest, url], { stdio: "ignore", detached: true });
  opener.once("error", () => say("No browser could be opened: open the link above yourself."));
  opener.unref();
}
