// Memory and processor time of every process of Studio with one app open and nobody typing.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createLive } from "./support/apps.ts";
import { report } from "./support/report.ts";
import { StudioProcess } from "./support/studio.ts";

const SETTLE_MS = 10_000;
const WATCHED_MS = 20_000;

await using studio = await StudioProcess.start();
await createLive(studio);
await wait(SETTLE_MS);
const before = processes(studio.pid);
await wait(WATCHED_MS);
const after = processes(studio.pid);

const rows = after.map((process) => {
  const earlier = before.find(({ pid }) => pid === process.pid);
  const cpuMs = process.cpuMs - (earlier?.cpuMs ?? 0);
  const cpuPercent = Math.round((cpuMs / WATCHED_MS) * 1000) / 10;
  return { process: process.name, rssMb: process.rssMb, cpuPercent };
});
const total = rows.reduce((sum, { rssMb }) => sum + rssMb, 0);
report("host-idle", { processes: rows, totalRssMb: total, watchedMs: WATCHED_MS }, {});

interface Row {
  readonly pid: number;
  readonly name: string;
  readonly rssMb: number;
  readonly cpuMs: number;
}

/** The host and everything it started, by what `ps` says. */
function processes(root: number): Row[] {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,rss=,cputimes=,args="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .filter((line) => !line.endsWith("<defunct>"))
    .map((line) => line.trim().split(/\s+/));
  const family = new Set([root]);
  for (let grown = true; grown;) {
    const size = family.size;
    for (const [pid, parent] of lines) if (family.has(Number(parent))) family.add(Number(pid));
    grown = family.size > size;
  }
  return lines
    .filter(([pid]) => family.has(Number(pid)))
    .map(([pid, , rss, cpu, ...args]) => ({
      pid: Number(pid),
      name: nameOf(args.join(" ")),
      rssMb: Math.round(Number(rss) / 1024),
      cpuMs: preciseCpuMs(Number(pid)) ?? Number(cpu) * 1000,
    }));
}

/** Linux counts in hundredths of a second, where `ps` tells whole ones. */
function preciseCpuMs(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}

function nameOf(args: string): string {
  const script = /out\/main\/(\w+)\.js/.exec(args)?.[1];
  if (script !== undefined) return script;
  return args.includes("workerd") ? "workerd" : args.slice(0, 60);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
