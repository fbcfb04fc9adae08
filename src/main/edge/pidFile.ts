import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { setTimeout as sleep } from "node:timers/promises";
import { commandLine } from "./processTable.ts";

const Pids = z.object({
  edge: z.number().int().positive(),
  gateway: z.number().int().positive().optional(),
  runner: z.number().int().positive().optional(),
  /** Where its API answers; absent until it serves. */
  restUrl: z.string().optional(),
  publicPort: z.number().int().optional(),
});
/** What an edge writes down of itself. */
export type Pids = z.infer<typeof Pids>;
type Role = "edge" | "gateway" | "runner";

/** What must stand in a process's command line for it to be the one that was written down. */
const MARKS: Readonly<Record<Role, RegExp>> = {
  edge: /[\\/]edge[\\/]main\.ts|[\\/]edge\.js/,
  gateway: /workerd(?:\.exe)?["']? serve /,
  runner: /workerd(?:\.exe)?["']? serve /,
};

/** A killed process frees its port and its files when it is gone, not when it is told. */
const GONE_LIMIT_MS = 3_000;

/**
 * `edge.pids.json` in the state folder: which processes to end when an edge was killed hard, and
 * where one answers that was left to serve.
 */
export class PidFile {
  readonly #path: string;
  #pids: Pids = { edge: process.pid };

  constructor(stateDir: string) {
    this.#path = path.join(stateDir, "edge.pids.json");
  }

  /**
   * Ends what a killed edge has left behind: its workerd processes would go on serving old code,
   * on our port and on our database files. A pid that now belongs to another program is let be.
   */
  async reapOrphans(): Promise<readonly number[]> {
    const left = await this.read();
    if (left === undefined) return [];
    const reaped: number[] = [];
    // The edge first: it would start its workerd processes again.
    for (const role of ["edge", "gateway", "runner"] as const) {
      const pid = left[role];
      if (pid === undefined || pid === process.pid) continue;
      if (!MARKS[role].test(await commandLine(pid))) continue;
      process.kill(pid, "SIGKILL");
      reaped.push(pid);
    }
    await untilGone(reaped, GONE_LIMIT_MS);
    return reaped;
  }

  /** Whether this process is still the one that is written down: else another took its place. */
  async isOurs(): Promise<boolean> {
    return (await this.read())?.edge === process.pid;
  }

  async serves(address: { readonly restUrl: string; readonly publicPort: number }): Promise<void> {
    this.#pids = { ...this.#pids, ...address };
    await this.write();
  }

  async note(role: "gateway" | "runner", pid: number): Promise<void> {
    this.#pids = { ...this.#pids, [role]: pid };
    await this.write();
  }

  async write(): Promise<void> {
    await writeFile(this.#path, JSON.stringify(this.#pids), { mode: 0o600 });
  }

  /** Undefined when none is written down, or the file was cut off. */
  async read(): Promise<Pids | undefined> {
    try {
      return Pids.safeParse(JSON.parse(await readFile(this.#path, "utf8"))).data;
    } catch {
      // Nobody to end, and nobody to find.
      return undefined;
    }
  }
}

/** Resolves with whether they are all gone within that time. */
export async function untilGone(pids: readonly number[], limitMs: number): Promise<boolean> {
  const deadline = Date.now() + limitMs;
  while (pids.some(isAlive)) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
