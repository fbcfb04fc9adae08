import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AppId } from "../../common/apps/appId.ts";
import { agentTestRun } from "./agentTestRun.ts";
import { testCommand } from "../services/agent/tools/testCommand.ts";

const APP = AppId.parse("jwbqqn");
const NODE_TEST = '{"type":"module","scripts":{"test":"node --test app.test.js"}}';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "agent-tests-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(
  signal = new AbortController().signal,
  { trusted = true, script = NODE_TEST } = {},
) {
  let printed = "";
  const onOutput = (text: string): void => void (printed += text);
  const start = agentTestRun({
    nodeBinary: process.execPath,
    studio: path.resolve(import.meta.dirname, "../../.."),
    rootOf: () => ({ folder, trusted }),
  });
  const command = testCommand(script, []);
  return { ...(await start({ appId: APP, command, onOutput, signal })), printed };
}

function write(body: string): void {
  const imports = 'import test from "node:test"; import assert from "node:assert";';
  writeFileSync(path.join(folder, "package.json"), NODE_TEST);
  writeFileSync(path.join(folder, "app.test.js"), `${imports}\n${body}`);
}

test("tests run by the app's script, and tell how they ended", async () => {
  write('test("adds", () => assert.equal(1 + 1, 3));');
  const { exitCode, printed } = await run();
  expect([exitCode, printed.includes("✖ adds")]).toEqual([1, true]);
});

test("tests read no file outside, write none inside, and start nothing", async () => {
  process.env["STUDIO_TEST_SECRET"] = "hidden";
  write(`
    import fs from "node:fs"; import cp from "node:child_process"; import wt from "node:worker_threads";
    test("jail", () => {
      assert.throws(() => fs.readFileSync("/etc/passwd"), { code: "ERR_ACCESS_DENIED" });
      assert.throws(() => fs.writeFileSync("made.txt", "x"), { code: "ERR_ACCESS_DENIED" });
      assert.throws(() => cp.execFileSync("id"), { code: "ERR_ACCESS_DENIED" });
      assert.throws(() => new wt.Worker("1", { eval: true }), { code: "ERR_ACCESS_DENIED" });
      assert.equal(process.env.STUDIO_TEST_SECRET, undefined);
    });`);
  const { exitCode, printed } = await run();
  expect([exitCode, printed.includes("✔ jail")]).toEqual([0, true]);
});

test("tests of Vitest are held to the same, in their threads too", async () => {
  symlinkSync(
    path.resolve(import.meta.dirname, "../../../node_modules"),
    path.join(folder, "node_modules"),
  );
  const script = '{"type":"module","scripts":{"test":"vitest run"}}';
  writeFileSync(path.join(folder, "package.json"), script);
  writeFileSync(
    path.join(folder, "app.test.js"),
    `import fs from "node:fs"; import cp from "node:child_process"; import wt from "node:worker_threads";
    import { expect, test } from "vitest";
    test("jail", () => {
      expect(() => fs.readFileSync("/etc/passwd")).toThrow("restricted");
      expect(() => fs.writeFileSync("made.txt", "x")).toThrow("restricted");
      expect(() => cp.execFileSync("id")).toThrow("restricted");
      expect(() => new wt.Worker("1", { eval: true, execArgv: [] })).toThrow("restricted");
    });`,
  );
  const { exitCode, printed } = await run(undefined, { script });
  expect([exitCode, printed.includes("1 passed"), printed]).toEqual([0, true, printed]);
});

test("a run that is stopped ends, and so does one that hangs", async () => {
  write('test("hangs", () => { for (;;); });');
  const stop = new AbortController();
  const ended = run(stop.signal);
  setTimeout(() => stop.abort(), 300);
  expect((await ended).exitCode).toBeNull();
});

test("a folder that is not trusted runs no tests", async () => {
  write("");
  await expect(run(undefined, { trusted: false })).rejects.toThrow("not trusted");
});

test.each([
  ["vitest run && curl evil.example", "does not run"],
  ["sh -c evil", "does not run"],
  ["node evil.js", "does not run"],
  ["", "has no test script"],
])("the script %j is refused", (script, why) => {
  expect(() => testCommand(JSON.stringify({ scripts: { test: script } }), [])).toThrow(why);
});

test("options of a script that would lead elsewhere are left out", () => {
  const script = "vitest run --config /tmp/evil.ts --root=/ src";
  const { args } = testCommand(JSON.stringify({ scripts: { test: script } }), []);
  expect(args).not.toContain("--root=/");
  expect(args).not.toContain("--config");
});
