import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { AppId } from "../../common/apps/appId.ts";
import { problem } from "../../common/contracts/problem.ts";
import { permissionFlags } from "../compiler/permissions.ts";
import type { RunTests } from "../services/agent/tools/runTestsTool.ts";

export interface AgentTestRunOptions {
  readonly nodeBinary: string;
  /** Studio's own folder. */
  readonly studio: string;
  readonly rootOf: (appId: AppId) => { readonly folder: string; readonly trusted: boolean };
}

/** What of the environment tests see: none of the person's variables. */
const PASSED_ON = ["PATH", "SystemRoot"];

/**
 * Runs an app's tests under `node --permission`: they read the app and its packages, write a
 * folder that is thrown away, and start no process. A thread that is started with arguments of
 * its own, as Vitest starts them, is only held to what these say: it gets the same flags.
 */
export function agentTestRun({ nodeBinary, studio, rootOf }: AgentTestRunOptions): RunTests {
  return async ({ appId, command, onOutput, signal }) => {
    const { folder, trusted } = rootOf(appId);
    if (!trusted) throw problem("not-trusted", "This folder's code is not trusted yet.");
    const scratch = await mkdtemp(path.join(await realpath(tmpdir()), "studio-tests-"));
    try {
      await mkdir(path.join(scratch, "cache"));
      const jail = permissionFlags({ root: folder, cacheDir: scratch, seed: null }, studio);
      const args =
        command.program === "node"
          ? [...jail, ...command.args]
          : [
              ...jail,
              "--allow-worker",
              vitestOf(folder),
              ...command.args,
              ...jail.map((flag) => `--execArgv=${flag}`),
            ];
      return await run({ nodeBinary, args, folder, scratch, onOutput, signal });
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  };
}

function vitestOf(folder: string): string {
  const entry = path.join(folder, "node_modules/vitest/vitest.mjs");
  if (existsSync(entry)) return entry;
  throw problem("package-failed", "Vitest is not installed in this app.", {
    next: "Install the app's packages.",
  });
}

interface TestProcess {
  readonly nodeBinary: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly scratch: string;
  readonly onOutput: (text: string) => void;
  readonly signal: AbortSignal;
}

async function run(options: TestProcess): Promise<{ readonly exitCode: number | null }> {
  const { nodeBinary, args, folder, scratch, onOutput, signal } = options;
  const child = spawn(nodeBinary, args, {
    cwd: folder,
    env: environment(scratch),
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  const kill = (): void => void child.kill("SIGKILL");
  signal.addEventListener("abort", kill, { once: true });
  if (signal.aborted) kill();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      onOutput(stripVTControlCharacters(text));
    });
  }
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", reject);
  child.once("close", resolve);
  try {
    return { exitCode: await promise };
  } finally {
    signal.removeEventListener("abort", kill);
  }
}

function environment(scratch: string): NodeJS.ProcessEnv {
  const passed = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const folders = { HOME: scratch, TMPDIR: scratch, TEMP: scratch, TMP: scratch };
  return { ...Object.fromEntries(passed), ...folders, NODE_ENV: "test", CI: "1", NO_COLOR: "1" };
}
