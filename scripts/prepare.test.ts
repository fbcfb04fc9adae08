import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";

const prepare = path.join(import.meta.dirname, "prepare.mjs");
let script: ChildProcess | undefined;

afterEach(() => {
  script?.kill("SIGKILL");
});

/** A script of ours whose steps are the given programs, one after the other. */
function runSteps(steps: readonly string[], timeoutMs?: number): ChildProcess {
  const source = `
    const { runMain, runToEnd } = await import(${JSON.stringify(prepare)});
    await runMain(async () => {
      for (const step of ${JSON.stringify(steps)}) {
        console.log("code " + await runToEnd(process.execPath, ["-e", step], { timeoutMs: ${timeoutMs} }));
      }
    });`;
  script = spawn(process.execPath, ["--input-type=module", "-e", source]);
  return script;
}

async function printed(child: ChildProcess): Promise<{ text: string; code: number | null }> {
  let text = "";
  child.stdout?.on("data", (data) => (text += String(data)));
  const [code] = await once(child, "close");
  return { text, code: code as number | null };
}

const LEAVES_A_CHILD = `
  const { spawn } = require("node:child_process");
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  console.log("child " + child.pid);`;

test("what a step leaves running is ended with it", async () => {
  const { text } = await printed(runSteps([`${LEAVES_A_CHILD} child.unref(); process.exit(3)`]));
  const pid = Number(/child (\d+)/.exec(text)?.[1]);
  expect(text).toContain("code 3");
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow("ESRCH"), 5_000);
});

test("Ctrl+C ends the step with all it started, and no step follows", async () => {
  const child = runSteps([LEAVES_A_CHILD, 'console.log("second step")']);
  const ended = printed(child);
  const [data] = await once(child.stdout!, "data");
  child.kill("SIGINT");
  const { text, code } = await ended;
  expect(text).not.toContain("second step");
  expect(code).toBe(130);
  const pid = Number(/child (\d+)/.exec(String(data))?.[1]);
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow("ESRCH"), 5_000);
});

test("a step that takes too long is ended and the next one runs", async () => {
  const { text } = await printed(runSteps(["setInterval(() => {}, 1000)"], 300));
  expect(text).toContain("code 1");
});
