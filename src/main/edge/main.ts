// The edge's own process. Its configuration comes on standard input as one line of JSON, because
// arguments and environment of a process can be read by others; it prints one line when it serves.
// Everything else goes over its loopback HTTP API, so that it can outlive whoever started it.
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { createInterface, type Interface } from "node:readline";
import { Edge } from "./edge.ts";
import { EdgeConfig, END_LINE, type EdgeReady } from "./edgeConfig.ts";
import { EdgeEnd } from "./edgeEnd.ts";
import { EdgeLog } from "./edgeLog.ts";
import { Lead } from "./lead.ts";
import { PidFile } from "./pidFile.ts";

const EXIT_GONE = 70;

const output = new EdgeLog();
const { log } = output;

async function main(): Promise<void> {
  const ending = new EdgeEnd();
  process.once("SIGTERM", () => ending.begin());
  process.once("exit", () => ending.killWorkerds());
  const lines = createInterface({ input: process.stdin });
  let parentGone = (): void => ending.begin();
  lines.once("close", () => {
    output.parentGone();
    parentGone();
  });
  const config = await readConfig(lines);
  lines.on("line", (line) => {
    if (line === END_LINE) ending.begin();
  });
  await mkdir(config.stateDir, { recursive: true, mode: 0o700 });
  const pidFile = new PidFile(config.stateDir);
  const lead = leadOf(config, pidFile, ending);
  parentGone = () => lead.parentGone();
  // Meant for everything that runs in Studio's terminal, of which this one may be to stay.
  for (const signal of ["SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (!lead.keepsServing) ending.begin();
    });
  }
  const reaped = await pidFile.reapOrphans();
  if (reaped.length > 0)
    log.warn("ended what a killed edge had left", { processes: reaped.length });
  await pidFile.write();
  const edge = await Edge.start({
    config,
    log,
    onPid: (role, pid) => {
      ending.started(role, pid);
      void pidFile.note(role, pid);
    },
    onGone: () => process.exit(EXIT_GONE),
    led: { lead, onLine: output.onLine, end: () => ending.begin() },
  });
  ending.serves(edge);
  const ready: EdgeReady = { restUrl: edge.restUrl, publicPort: edge.publicPort };
  await pidFile.serves(ready);
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

async function readConfig(lines: Interface): Promise<EdgeConfig> {
  const [line] = (await once(lines, "line")) as [string];
  return EdgeConfig.parse(JSON.parse(line));
}

function leadOf(config: EdgeConfig, pidFile: PidFile, ending: EdgeEnd): Lead {
  return new Lead({
    parent: config.leader,
    keepServing: config.keepServing,
    keptMs: config.keptMs,
    isOurs: () => pidFile.isOurs(),
    onAbandoned: (reason) => {
      log.info("ending", { reason });
      ending.begin();
    },
  });
}

await main();
