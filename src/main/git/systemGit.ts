import { spawn } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";
import { problem } from "../../common/contracts/problem.ts";
import { exchangeProblem } from "./exchangeProblem.ts";
import type { GitProgress } from "./protocol.ts";

let found: string | null | undefined;

/**
 * The git that is installed on this machine; null without one. By an absolute path: a bare name
 * would be looked for in the app's own folder first on Windows.
 */
export function systemGit(): string | null {
  found ??= findGit();
  return found;
}

function findGit(): string | null {
  const name = process.platform === "win32" ? "git.exe" : "git";
  const folders = (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder));
  const file = folders.map((folder) => path.join(folder, name)).find(isExecutable) ?? null;
  // Without the developer tools, macOS' own git only opens a dialog that offers them.
  if (file === "/usr/bin/git" && process.platform === "darwin" && !hasDeveloperTools()) return null;
  return file;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function hasDeveloperTools(): boolean {
  return ["/Library/Developer/CommandLineTools", "/Applications/Xcode.app"].some((folder) =>
    existsSync(folder),
  );
}

export interface SystemGitRun {
  readonly cwd: string;
  readonly args: readonly string[];
  /** Sent for this address only, and never as an argument, which other programs could read. */
  readonly credentials?: { readonly url: string; readonly token: string } | null;
  readonly input?: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: GitProgress) => void;
}

const KEPT_OUTPUT = 20_000;

/**
 * Runs the system's git without a shell and without a question to the person.
 *
 * @returns what it printed.
 * @throws the problem its words tell of.
 */
export async function runSystemGit(run: SystemGitRun): Promise<string> {
  const file = systemGit();
  if (file === null) throw problem("not-found", "No git is installed on this machine.");
  run.signal.throwIfAborted();
  const child = spawn(file, [...run.args], {
    cwd: run.cwd,
    env: environment(run),
    stdio: ["pipe", "pipe", "pipe"],
    signal: run.signal,
    killSignal: "SIGTERM",
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-KEPT_OUTPUT);
    const progress = lastProgress(chunk.toString());
    if (progress !== null) run.onProgress?.(progress);
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(run.input ?? "");
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.on("error", reject);
  child.on("close", resolve);
  const code = await promise;
  if (code === 0) return output;
  throw exchangeProblem(`${errors}\n${output}`);
}

function environment({ credentials }: SystemGitRun): NodeJS.ProcessEnv {
  const settings: [string, string][] = [];
  if (credentials !== null && credentials !== undefined) {
    const basic = Buffer.from(`x-access-token:${credentials.token}`).toString("base64");
    const { origin } = new URL(credentials.url);
    settings.push([`http.${origin}/.extraHeader`, `Authorization: Basic ${basic}`]);
    settings.push(["credential.helper", ""]);
  }
  const numbered = settings.flatMap(([key, value], i) => [
    [`GIT_CONFIG_KEY_${i}`, key],
    [`GIT_CONFIG_VALUE_${i}`, value],
  ]);
  return {
    ...process.env,
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "",
    SSH_ASKPASS: "",
    GCM_INTERACTIVE: "never",
    GIT_SSH_COMMAND: process.env["GIT_SSH_COMMAND"] ?? "ssh -oBatchMode=yes",
    // Other ways to transport run programs that an address names.
    GIT_ALLOW_PROTOCOL: "https:http:ssh:git",
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(numbered),
  };
}

/** `Receiving objects:  45% (450/1000), 1.2 MiB` */
function lastProgress(text: string): GitProgress | null {
  const lines = [...text.matchAll(/(?:remote: )?([A-Z][a-z ]+):\s+\d+% \((\d+)\/(\d+)\)/g)];
  const last = lines.at(-1);
  if (last === undefined) return null;
  return { stage: last[1] ?? "", done: Number(last[2]), total: Number(last[3]) };
}
