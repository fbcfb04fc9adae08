import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Empty when there is no such process, or when this system does not tell. */
export function commandLine(pid: number): Promise<string> {
  return field(pid, "command=");
}

/** Memory a process holds; 0 when this system does not tell. */
export async function residentBytes(pid: number): Promise<number> {
  const kilobytes = Number.parseInt(await field(pid, "rss="), 10);
  return Number.isNaN(kilobytes) ? 0 : kilobytes * 1024;
}

async function field(pid: number, name: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)("ps", ["-o", name, "-p", String(pid)]);
    return stdout;
  } catch {
    // `ps` fails for a pid that is gone, and is not there at all on Windows.
    return "";
  }
}
