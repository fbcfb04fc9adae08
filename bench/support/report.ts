import os from "node:os";

/** Prints the one line that a benchmark ends with, for people and for scripts. */
export function report(
  name: string,
  metrics: Readonly<Record<string, unknown>>,
  ratios: Readonly<Record<string, number>>,
): void {
  const [cpu] = os.cpus();
  const machine = {
    cpu: cpu?.model ?? "unknown",
    cores: os.cpus().length,
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    load: Math.round((os.loadavg()[0] ?? 0) * 10) / 10,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
  };
  console.log(JSON.stringify({ name, metrics, ratios, machine }));
}
