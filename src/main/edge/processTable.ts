import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

export interface ProcessUse {
  /** Processor time so far. */
  readonly cpuMs: number;
  readonly bytes: number;
}

/** Empty when there is no such process, or when this system does not tell. */
export function commandLine(pid: number): Promise<string> {
  return fields(pid, "command=");
}

/** Undefined when there is no such process, or when this system does not tell. */
export async function processUse(pid: number): Promise<ProcessUse | undefined> {
  return process.platform === "linux" ? linuxUse(pid) : psUse(pid);
}

/** The kernel's own files: `ps` tells whole seconds there. Ticks are 10 ms, pages 4 kB. */
async function linuxUse(pid: number): Promise<ProcessUse | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold spaces; the numbers come after it.
    const numbers = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [user = 0, system = 0] = numbers.slice(11, 13);
    return { cpuMs: (user + system) * 10, bytes: (numbers[21] ?? 0) * 4_096 };
  } catch {
    return undefined;
  }
}

async function psUse(pid: number): Promise<ProcessUse | undefined> {
  const [time, kilobytes] = (await fields(pid, "time=,rss=")).trim().split(/\s+/);
  if (time === undefined || kilobytes === undefined) return undefined;
  return { cpuMs: milliseconds(time), bytes: Number(kilobytes) * 1024 };
}

/** `[[dd-]hh:]mm:ss.cc` */
function milliseconds(time: string): number {
  const parts = time.split(/[-:]/).map(Number).toReversed();
  const weights = [1, 60, 3_600, 86_400];
  return parts.reduce((sum, part, index) => sum + part * (weights[index] ?? 0), 0) * 1_000;
}

async function fields(pid: number, names: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)("ps", ["-o", names, "-p", String(pid)]);
    return stdout;
  } catch {
    // `ps` fails for a pid that is gone, and is not there at all on Windows.
    return "";
  }
}
