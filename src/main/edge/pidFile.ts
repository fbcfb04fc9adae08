import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { commandLine } from "./processTable.ts";

const Pids = z.object({
  edge: z.number().int().positive(),
  gateway: z.number().int().positive().optional(),
  runner: z.number().int().positive().optional(),
});
type Pids = z.infer<typeof Pids>;

/** What must stand in a process's command line for it to be the one that was written down. */
const MARKS: Readonly<Record<keyof Pids, RegExp>> = {
  edge: /[\\/]edge[\\/]main\.ts|[\\/]edge\.js/,
  gateway: /workerd(?:\.exe)?["']? serve /,
  runner: /workerd(?:\.exe)?["']? serve /,
};

/** `edge.pids.json` in the state folder: which processes to end when an edge was killed hard. */
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
    const left = await this.#read();
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
    return reaped;
  }

  async note(role: "gateway" | "runner", pid: number): Promise<void> {
    this.#pids = { ...this.#pids, [role]: pid };
    await this.write();
  }

  async write(): Promise<void> {
    await writeFile(this.#path, JSON.stringify(this.#pids), { mode: 0o600 });
  }

  async #read(): Promise<Pids | undefined> {
    try {
      return Pids.safeParse(JSON.parse(await readFile(this.#path, "utf8"))).data;
    } catch {
      // No file, or one that was cut off while it was written: nobody to end.
      return undefined;
    }
  }
}
