import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "@playwright/test";
import { expectGroupGone, trackGroup } from "./processGroup.ts";

export type LauncherName = "headless" | "fake-electron" | "electron";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** What a launcher starts from. `browser` is Playwright's own, for the shells that need one. */
export interface LaunchInput {
  readonly dataDir: string;
  readonly browser: Browser;
}

/** A Studio that runs in one of its shells. */
export interface RunningStudio {
  readonly page: Page;
  /** Process id of the host. */
  hostPid(): Promise<number>;
  /** Ends it as a person would: everything is closed in order. */
  stop(): Promise<void>;
}

/** The environment of a Studio under test: nothing of the person's own is read or written. */
export async function studioEnv(dataDir: string): Promise<Record<string, string>> {
  const home = path.join(dataDir, "home");
  await mkdir(home, { recursive: true });
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !entry[0].startsWith("NODE_") && !entry[0].startsWith("XDG_"),
  );
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    USERPROFILE: home,
    STUDIO_DATA_DIR: dataDir,
    STUDIO_PORT: "0",
    STUDIO_NODE: process.execPath,
  };
}

export interface HostOutput {
  readonly stdout: string[];
  readonly stderr: string[];
}

export interface HeadlessHost extends HostOutput {
  readonly pid: number;
  /** The one-time link that the host printed. */
  readonly url: URL;
  /** Resolves with the next link that is printed. */
  nextLink(): Promise<URL>;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts the built host without a shell and waits for its link. */
export async function startHeadlessHost(dataDir: string): Promise<HeadlessHost> {
  const child = spawn(process.execPath, [path.join(root, "out/main/host.js"), "--no-open"], {
    env: await studioEnv(dataDir),
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("The host could not be started");
  trackGroup(pid);
  const output: HostOutput = { stdout: [], stderr: [] };
  const exited = once(child, "exit");
  child.stderr.on("data", (data) => output.stderr.push(String(data)));
  const links = linksOf(child.stdout, output.stdout);
  const died = exited.then(([code]) => {
    throw new Error(`The host ended with ${code} before it served: ${output.stderr.join("")}`);
  });
  const url = await Promise.race([links(), died]);
  died.catch(() => undefined);
  return {
    ...output,
    pid,
    url,
    nextLink: links,
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      await exited;
      await expectGroupGone(pid);
    },
  };
}

/** Returns a function that waits for the next link in what a process prints. */
function linksOf(stream: NodeJS.ReadableStream, lines: string[]): () => Promise<URL> {
  const found: URL[] = [];
  const waiting: ((url: URL) => void)[] = [];
  stream.on("data", (data) => {
    lines.push(String(data));
    for (const [link] of String(data).matchAll(/http:\/\/ide\.localhost:\S+/g)) {
      const next = waiting.shift();
      if (next === undefined) found.push(new URL(link));
      else next(new URL(link));
    }
  });
  return () => {
    const link = found.shift();
    if (link !== undefined) return Promise.resolve(link);
    return new Promise((resolve) => waiting.push(resolve));
  };
}
