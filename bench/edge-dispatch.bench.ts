// A warm request through dispatch against the same worker reached directly, in the same run, with
// 1, 1,000 and 50,000 registered scripts: in the gateway's process (scripts that ship with
// Studio) and in the runner's (all others).
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { silentLog } from "../src/common/base/log.ts";
import { openEdgeDatabase } from "../src/main/edge/edgeDatabase.ts";
import { freePort } from "../src/main/edge/freePort.ts";
import { WorkerdProcess } from "../src/main/edge/miniflareProcess.ts";
import { ScriptStore } from "../src/main/edge/scriptStore.ts";
import { SecretBox } from "../src/main/edge/secretBox.ts";
import { Client, edgeConfig, edgeFolder, runEdge, type RunningEdge } from "./support/edgeLoad.ts";
import { report } from "./support/report.ts";
import { quantile, ratio } from "./support/statistics.ts";

const COUNTS = [1, 1_000, 50_000];
const ROUNDS = 4;
const PER_ROUND = 250;
const COLD = 100;
const BUSY_MS = 1_500;
const NAMESPACE = "overskill-development-preview";

const SHIPPED = 'export default { fetch: () => new Response("hello") };';
const UPLOADED = `${SHIPPED}\n// not among the modules that ship`;
const shipped = createHash("sha256").update(SHIPPED).digest("hex");

await using folder = await edgeFolder();
const config = edgeConfig(folder.path, [shipped]);
await using direct = await startDirect();
using client = new Client();

const bySize: Measured[] = [];
for (const count of COUNTS) {
  register(count);
  const start = performance.now();
  await using edge = await runEdge(config);
  bySize.push(await measure(edge, count, performance.now() - start));
}

const [one, , many] = bySize;
if (one === undefined || many === undefined) throw new Error("nothing was measured");
report(
  "edge-dispatch",
  { bySize },
  {
    // Times as long as the direct worker, at one script.
    oneProcess: ratio(one.gatewayMs.p50, one.directMs.p50),
    twoProcesses: ratio(one.runnerMs.p50, one.directMs.p50),
    // Of the direct worker's requests in a second, with 16 at a time.
    oneProcessThroughput: ratio(one.perSecond.gateway, one.perSecond.direct),
    twoProcessesThroughput: ratio(one.perSecond.runner, one.perSecond.direct),
    // 50,000 registered scripts against one, each against the direct worker of the same minute:
    // the machine is not equally fast in both.
    manyScriptsOneProcess: ratio(overDirect(many, "gatewayMs"), overDirect(one, "gatewayMs")),
    manyScriptsTwoProcesses: ratio(overDirect(many, "runnerMs"), overDirect(one, "runnerMs")),
  },
);

function overDirect(measured: Measured, way: "gatewayMs" | "runnerMs"): number {
  return measured[way].p50 / measured.directMs.p50;
}

type Way = "direct" | "gateway" | "runner";

interface Measured {
  readonly scripts: number;
  readonly startMs: number;
  readonly directMs: Times;
  readonly gatewayMs: Times;
  readonly runnerMs: Times;
  readonly coldMs: Times | null;
  readonly perSecond: Readonly<Record<Way, number>>;
  readonly megabytes: Readonly<Record<"edge" | "gateway" | "runner", number>>;
}

interface Times {
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
}

/** Straight into the state folder, as the uploads would have left it: there is no edge yet. */
function register(count: number): void {
  const database = openEdgeDatabase(config.stateDir);
  const box = new SecretBox(Buffer.from(config.secretsKey, "base64"));
  const store = new ScriptStore(database, box, new Set([shipped]));
  if (store.namespace(NAMESPACE) === undefined) store.createNamespace(NAMESPACE);
  saveScript(store, "shipped", SHIPPED);
  for (let index = store.count() - 1; index < count; index++) {
    saveScript(store, `app${index}`, UPLOADED);
  }
  database.close();
}

function saveScript(store: ScriptStore, name: string, code: string): void {
  store.saveScript(
    {
      namespace: NAMESPACE,
      name,
      mainModule: "main.js",
      compatibilityDate: "2026-09-01",
      compatibilityFlags: [],
      bindings: [],
      tags: [],
    },
    [{ name: "main.js", type: "esm", body: Buffer.from(code) }],
  );
}

async function measure(edge: RunningEdge, scripts: number, startMs: number): Promise<Measured> {
  const { publicPort } = edge.address;
  const ways: Readonly<Record<Way, () => Promise<string>>> = {
    direct: () => client.get(direct.port, "direct.localhost"),
    gateway: () => client.get(publicPort, "preview-shipped.localhost"),
    runner: () => client.get(publicPort, "preview-app0.localhost"),
  };
  const times: Record<Way, number[]> = { direct: [], gateway: [], runner: [] };
  const names = Object.keys(ways) as Way[];
  for (const way of names) await timesOf(ways[way], PER_ROUND);
  for (let round = 0; round < ROUNDS; round++) {
    for (const way of names) times[way].push(...(await timesOf(ways[way], PER_ROUND)));
  }
  const perSecond: Record<Way, number> = { direct: 0, gateway: 0, runner: 0 };
  for (const way of names) perSecond[way] = await requestsPerSecond(ways[way]);
  return {
    scripts,
    startMs: Math.round(startMs),
    directMs: precise(times.direct),
    gatewayMs: precise(times.gateway),
    runnerMs: precise(times.runner),
    coldMs: scripts > COLD ? await coldTimes(publicPort) : null,
    perSecond,
    megabytes: megabytes(await edge.pids()),
  };
}

async function timesOf(get: () => Promise<string>, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const start = performance.now();
    await get();
    times.push(performance.now() - start);
  }
  return times;
}

/** First requests of scripts that are not loaded. */
async function coldTimes(port: number): Promise<Times> {
  const times: number[] = [];
  for (let index = 1; index <= COLD; index++) {
    times.push(...(await timesOf(() => client.get(port, `preview-app${index}.localhost`), 1)));
  }
  return precise(times);
}

async function requestsPerSecond(get: () => Promise<string>): Promise<number> {
  const end = performance.now() + BUSY_MS;
  let done = 0;
  const loop = async () => {
    for (; performance.now() < end; done++) await get();
  };
  await Promise.all(Array.from({ length: 16 }, loop));
  return Math.round(done / (BUSY_MS / 1000));
}

/** Milliseconds to a thousandth: some are well below one. */
function precise(sample: readonly number[]): Times {
  const at = (q: number) => Math.round(quantile(sample, q) * 1000) / 1000;
  return { n: sample.length, p50: at(0.5), p95: at(0.95) };
}

function megabytes(pids: Readonly<Record<"edge" | "gateway" | "runner", number>>) {
  const of = (pid: number) =>
    Math.round(Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)]).toString()) / 1024);
  return { edge: of(pids.edge), gateway: of(pids.gateway), runner: of(pids.runner) };
}

interface Direct extends AsyncDisposable {
  readonly port: number;
}

async function startDirect(): Promise<Direct> {
  const port = await freePort();
  const workerd = await WorkerdProcess.start({
    name: "direct",
    source: SHIPPED,
    env: {},
    handlers: {},
    objects: [],
    sockets: [{ port }],
    stateDir: `${folder.path}/direct`,
    log: silentLog,
  });
  return { port, [Symbol.asyncDispose]: () => workerd[Symbol.asyncDispose]() };
}
