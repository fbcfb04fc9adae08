import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { TestRegistry } from "../src/main/services/packages/testRegistry.ts";

const SCRIPT = fileURLToPath(new URL("./fill-package-cache.mjs", import.meta.url));

let home = "";
let registry: TestRegistry;

interface Filled {
  readonly code: number;
  readonly output: string;
}

/** Runs the script as the setup does, on starters of our own. */
function fill({ cache = "cache", url = registry.url } = {}): Promise<Filled> {
  const at = (name: string): string => path.join(home, name);
  const args = ["--starters", at("starters"), "--cache", at(cache), "--npm", at("npm")];
  const env = { ...process.env, npm_config_registry: url };
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT, ...args], { env }, (error, stdout, stderr) => {
      const code = typeof error?.code === "number" ? error.code : 0;
      resolve({ code, output: stdout + stderr });
    });
  });
}

function addStarter(id: string, packages: Record<string, object>): void {
  const folder = path.join(home, "starters", id, "app");
  mkdirSync(folder, { recursive: true });
  const lockfile = { name: id, lockfileVersion: 3, packages: { "": { name: id }, ...packages } };
  writeFileSync(path.join(folder, "package-lock.json"), JSON.stringify(lockfile));
}

function locked(name: string): object {
  const { version, integrity } = registry.publish(name, "1.0.0");
  // The registry of the lockfile stands for the one the person has.
  return { version, integrity, resolved: `https://registry.npmjs.org/${name}/-/${version}.tgz` };
}

beforeEach(async () => {
  home = realpathSync(mkdtempSync(path.join(tmpdir(), "package-cache-")));
  registry = await TestRegistry.start();
});
afterEach(async () => {
  await registry[Symbol.asyncDispose]();
  rmSync(home, { recursive: true, force: true });
});

test("fetches each package of this platform once, and nothing when run again", async () => {
  const one = locked("one");
  addStarter("first", { "node_modules/one": one });
  addStarter("second", {
    "node_modules/one": one,
    "node_modules/two": locked("two"),
    "node_modules/other": { ...locked("other"), optional: true, os: ["plan9"] },
  });
  expect(await fill()).toMatchObject({ code: 0 });
  expect(registry.requests.toSorted()).toEqual(["/one/-/1.0.0.tgz", "/two/-/1.0.0.tgz"]);
  expect(await fill()).toEqual({ code: 0, output: "" });
  expect(registry.requests).toHaveLength(2);
});

test("copies what another cache holds, and fetches only what a changed lockfile adds", async () => {
  const one = locked("one");
  addStarter("first", { "node_modules/one": one });
  await fill({ cache: "npm" });
  addStarter("first", { "node_modules/one": one, "node_modules/two": locked("two") });
  registry.requests.length = 0;
  expect(await fill()).toMatchObject({ code: 0 });
  expect(registry.requests).toEqual(["/two/-/1.0.0.tgz"]);
});

test("says what is missing when there is no network, and tries again next time", async () => {
  addStarter("first", { "node_modules/one": locked("one") });
  const failed = await fill({ url: "http://127.0.0.1:9/" });
  expect(failed.code).toBe(1);
  expect(failed.output).toContain("one@1.0.0 could not be fetched");
  expect(failed.output).toContain("1 of 1 packages are missing. Connect to the network");
  expect(await fill()).toMatchObject({ code: 0 });
});
