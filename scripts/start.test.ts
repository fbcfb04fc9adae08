// `npm start` in a tree of its own: the real launcher with a host, an Electron and a build that
// are a few lines each.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const LINK = "http://ide.localhost:1234/?token=abc";
const HOST = `
  process.on("SIGTERM", () => { console.log("host closed"); process.exit(0); });
  console.log("host " + process.pid + " " + process.argv.slice(2).join(" "));
  console.log("OverSkill Studio: ${LINK}");
  setInterval(() => {}, 1000);
`;
let tree: string;
let launcher: ChildProcess | undefined;

beforeEach(async () => {
  tree = await mkdtemp(path.join(os.tmpdir(), "studio-start-"));
  for (const script of ["start", "startElectron", "prepare"]) {
    await cp(path.join(root, `scripts/${script}.mjs`), path.join(tree, `scripts/${script}.mjs`));
  }
  await write("scripts/fill-package-cache.mjs", "");
  await write("scripts/fill-starter-seeds.mjs", "");
  await write(
    "scripts/build.mjs",
    `import { mkdirSync, writeFileSync } from "node:fs";
     mkdirSync("out/main", { recursive: true });
     writeFileSync("out/main/host.js", ${JSON.stringify(HOST)});`,
  );
  const lock = JSON.stringify({ packages: { "node_modules/a": { version: "1.0.0" } } });
  await write("package-lock.json", lock);
  await write("package.json", '{ "type": "module" }');
  await write("node_modules/.package-lock.json", lock);
  await write("node_modules/electron/package.json", '{ "version": "45.4.1" }');
  await write("src/main.ts", "export {};");
  await write("tools/build/workers.ts", "export {};");
  await write("electron.vite.config.ts", "export {};");
  await mkdir(path.join(tree, "node_modules/node/bin"), { recursive: true });
  await symlink(process.execPath, path.join(tree, "node_modules/node/bin/node"));
});

afterEach(async () => {
  launcher?.kill("SIGKILL");
  await rm(tree, { recursive: true, force: true });
});

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(tree, file)), { recursive: true });
  await writeFile(path.join(tree, file), text);
}

/** An Electron that is a shell script. */
async function writeElectron(script: string): Promise<void> {
  await write("node_modules/electron/path.txt", "electron");
  await write("node_modules/electron/dist/electron", `#!/bin/sh\n${script}\n`);
  await chmod(path.join(tree, "node_modules/electron/dist/electron"), 0o755);
}

interface Run {
  /** Waits until the launcher has printed this. */
  until(text: string): Promise<string>;
  stop(signal: NodeJS.Signals): Promise<number | null>;
  readonly exited: Promise<number | null>;
}

function start(args: readonly string[] = [], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, ["scripts/start.mjs", "--no-open", ...args], {
    cwd: tree,
    env: { PATH: process.env["PATH"] ?? "", ...env },
  });
  launcher = child;
  let printed = "";
  const exited = once(child, "exit").then(([code]) => code as number | null);
  child.stdout.on("data", (data) => (printed += String(data)));
  child.stderr.on("data", (data) => (printed += String(data)));
  return {
    exited,
    async until(text) {
      while (!printed.includes(text)) {
        const next = await Promise.race([once(child.stdout, "data"), exited.then(() => "gone")]);
        if (next === "gone" && !printed.includes(text)) throw new Error(`Only: ${printed}`);
      }
      return printed;
    },
    async stop(signal) {
      child.kill(signal);
      return await exited;
    },
  };
}

function hostPid(printed: string): number {
  return Number(/host (\d+)/.exec(printed)?.[1]);
}

test("without a display Studio is served to the browser, with the person's options", async () => {
  const run = start(["--port", "4321"]);
  const printed = await run.until(LINK);
  expect(printed).toContain("[studio] building");
  expect(printed).toContain("[studio] No desktop window: there is no display.");
  expect(printed).toContain("--no-open --port 4321");
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s ends the host too", async (signal) => {
  const run = start();
  const pid = hostPid(await run.until(LINK));
  await run.stop(signal);
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
});

test("it builds again only when a source changed", async () => {
  const first = start();
  await first.until(LINK);
  await first.stop("SIGTERM");
  const stamp = await readFile(path.join(tree, "out/.build"), "utf8");

  await write("src/main.test.ts", "a test is no source");
  const second = start();
  expect(await second.until(LINK)).not.toContain("building");
  await second.stop("SIGTERM");

  await write("src/main.ts", "export const changed = 1;");
  const third = start();
  expect(await third.until(LINK)).toContain("building");
  expect(await readFile(path.join(tree, "out/.build"), "utf8")).not.toBe(stamp);
});

test("a build that fails says so and starts nothing", async () => {
  await write("scripts/build.mjs", "process.exit(3);");
  const run = start();
  expect(await run.until("The build failed")).not.toContain(LINK);
  expect(await run.exited).toBe(1);
});

test("an Electron that runs is left alone, and its end is the launcher's", async () => {
  await writeElectron('echo "window on $STUDIO_DATA_DIR"');
  const run = start(["--data-dir", "/data"], { DISPLAY: ":9" });
  const printed = await run.until("window on /data");
  expect(await run.exited).toBe(0);
  expect(printed).not.toContain(LINK);
});

test("an Electron that dies at once gives way to the browser, with its reason", async () => {
  await writeElectron('echo "FATAL: no usable sandbox." >&2; exit 133');
  const run = start([], { DISPLAY: ":9" });
  expect(await run.until(LINK)).toContain(
    "No desktop window: Electron stopped at once (code 133): FATAL: no usable sandbox.\n",
  );
});

test("an Electron that cannot be downloaded gives way to the browser", async () => {
  const run = start([], { DISPLAY: ":9", ELECTRON_MIRROR: "http://127.0.0.1:1/" });
  expect(await run.until(LINK)).toMatch(
    /No desktop window: Electron 45\.4\.1 could not be downloaded from 127\.0\.0\.1:1 \(.+\)\./,
  );
});

test("--headless asks for no window", async () => {
  await writeElectron("echo window");
  const run = start(["--headless"], { DISPLAY: ":9" });
  expect(await run.until(LINK)).toContain("No desktop window: --headless was asked for.");
});
