// The edge's own process. Its configuration comes on standard input as one line of JSON, because
// arguments and environment of a process can be read by others; it prints one line when it serves.
// Everything else goes over its loopback HTTP API, so that it could outlive whoever started it.
import { mkdir } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Log } from "../../common/base/log.ts";
import { Edge } from "./edge.ts";
import { EdgeConfig, type EdgeReady } from "./edgeConfig.ts";
import { EdgeEnd } from "./edgeEnd.ts";
import { PidFile } from "./pidFile.ts";

const EXIT_GONE = 70;

const log = new Log("edge", (line) => process.stderr.write(`${JSON.stringify(line)}\n`));

async function main(): Promise<void> {
  const ending = new EdgeEnd();
  process.once("SIGTERM", () => ending.begin());
  process.once("SIGINT", () => ending.begin());
  process.once("exit", () => ending.killWorkerds());
  const lines = createInterface({ input: process.stdin });
  let keepServing = false;
  lines.once("close", () => {
    if (!keepServing) ending.begin();
  });
  const first = await lines[Symbol.asyncIterator]().next();
  const config = EdgeConfig.parse(JSON.parse(String(first.value)));
  keepServing = config.keepServing;
  await mkdir(config.stateDir, { recursive: true, mode: 0o700 });
  const pidFile = new PidFile(config.stateDir);
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
  });
  ending.serves(edge);
  const ready: EdgeReady = { restUrl: edge.restUrl, publicPort: edge.publicPort };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

await main();
