import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setPriority } from "node:os";
import { type Problem, ProblemError } from "../../../common/contracts/problem.ts";
import type {
  FromInstaller,
  InstallerStart,
  PackageSources,
  ToInstaller,
} from "../../packages/protocol.ts";

export interface InstallerOptions {
  /** The real Node that ships with Studio; Electron's own does not do. */
  readonly nodeBinary: string;
  /** The installer's entry file. */
  readonly entry: string;
  readonly sources: PackageSources;
}

export interface InstallerRun {
  readonly root: string;
  readonly task: InstallerStart["task"];
  /** Let everything else go first. */
  readonly isBackground?: boolean;
  readonly onProgress?: (progress: Extract<FromInstaller, { type: "progress" }>) => void;
  readonly signal?: AbortSignal;
}

/** What of the environment the installer sees: where to find the person's npm settings, a proxy. */
const PASSED_ON = [
  "HOME",
  "USERPROFILE",
  "APPDATA",
  "SystemRoot",
  "TMPDIR",
  "TEMP",
  "TMP",
  "NODE_EXTRA_CA_CERTS",
  "npm_config_registry",
  "npm_config_userconfig",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "http_proxy",
  "https_proxy",
  "no_proxy",
];

/** Longer than an installer takes to put packages in place, which is not interrupted. */
const CANCEL_MS = 5_000;

const LOW_PRIORITY = 10;

/**
 * Runs one installer to its end. When it is aborted or dies, another one cleans up after it.
 *
 * @throws ProblemError; `cancelled` after an abort, `process-down` when the installer died.
 */
export async function runInstallerProcess(
  options: InstallerOptions,
  run: InstallerRun,
): Promise<void> {
  const outcome = await runOnce(options, run);
  if (outcome === null) return;
  const isCutShort = outcome.code === "cancelled" || outcome.code === "process-down";
  if (isCutShort && run.task.type !== "prepare") {
    await runOnce(options, { root: run.root, task: { type: "recover" } });
  }
  throw new ProblemError(outcome);
}

async function runOnce(options: InstallerOptions, run: InstallerRun): Promise<Problem | null> {
  if (run.signal?.aborted === true) return CANCELLED;
  const child = fork(options.entry, [], {
    execPath: options.nodeBinary,
    execArgv: [],
    env: passedOn(),
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  if (run.isBackground === true && child.pid !== undefined) setPriority(child.pid, LOW_PRIORITY);
  const outcome = followToEnd(child, run);
  const cancel = (): void => cancelChild(child);
  run.signal?.addEventListener("abort", cancel, { once: true });
  const { root, task } = run;
  send(child, { type: "start", root, task, sources: options.sources });
  try {
    return await outcome;
  } finally {
    run.signal?.removeEventListener("abort", cancel);
  }
}

const CANCELLED: Problem = { code: "cancelled", message: "Stopped on request." };

async function followToEnd(child: ChildProcess, run: InstallerRun): Promise<Problem | null> {
  let ended: Problem | null | undefined;
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-4_000);
  });
  child.on("message", (message: FromInstaller) => {
    if (message.type === "progress") run.onProgress?.(message);
    else ended = message.problem;
  });
  const failed = once(child, "error").then(([error]) => String(error));
  const exited = once(child, "exit").then(([code, signal]) => `exit ${String(code ?? signal)}`);
  const reason = await Promise.race([failed, exited]);
  if (ended !== undefined) return ended;
  if (run.signal?.aborted === true) return CANCELLED;
  return {
    code: "process-down",
    message: "The package installer ended before it was done.",
    next: "Try again.",
    details: `${reason}\n${errors}`,
  };
}

function cancelChild(child: ChildProcess): void {
  send(child, { type: "cancel" });
  const timer = setTimeout(() => child.kill("SIGKILL"), CANCEL_MS);
  child.once("exit", () => clearTimeout(timer));
}

function send(child: ChildProcess, message: ToInstaller): void {
  // The failure of a child that is gone already is told by its exit.
  if (child.connected) child.send(message, () => undefined);
}

function passedOn(): Record<string, string> {
  const entries = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}
