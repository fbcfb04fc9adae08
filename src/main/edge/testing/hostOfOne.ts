// A host of nothing but an edge, in a process of its own: a test kills it.
import { text } from "node:stream/consumers";
import path from "node:path";
import { silentLog } from "../../../common/base/log.ts";
import type { EdgeConfigInput } from "../edgeConfig.ts";
import { EdgeSupervisor } from "../edgeSupervisor.ts";

const supervisor = new EdgeSupervisor({
  nodeBinary: process.execPath,
  entry: path.resolve("src/main/edge/main.ts"),
  log: silentLog,
  config: JSON.parse(await text(process.stdin)) as EdgeConfigInput,
});
process.stdout.write(`${JSON.stringify(await supervisor.ready())}\n`);
setInterval(() => undefined, 1_000);
