// One revision of an app reaches every page of its room: 5,000 pages of one, then one page each of
// 1,000. The floor is a bare WebSocket server that sends the same text to as many clients.
import { execFileSync, fork } from "node:child_process";
import path from "node:path";
import { type PreviewRooms, startPreviewRooms } from "../tools/test/previewRooms.ts";
import { commitOf, connectHost, type TestHost } from "../tools/test/roomApp.ts";
import { report } from "./support/report.ts";
import { ratio, summarize } from "./support/statistics.ts";
import { Listeners } from "./support/listeners.ts";

const PAGES = Number(process.argv[2] ?? 5000);
const ROOMS = 1000;
const ROUNDS = 7;
const APP = "rooms5";

const payload = {
  type: "update",
  updates: [
    {
      type: "js-update",
      path: "/src/features/orders/OrderTable.tsx",
      acceptedPath: "/src/features/orders/OrderTable.tsx",
      timestamp: 1_790_000_000_000,
      explicitImportRequired: false,
      isWithinCircularImport: false,
      ssrInvalidates: [],
    },
  ],
};

await using rooms = await startPreviewRooms();
const one = await oneRoom(rooms);
const many = await manyRooms(rooms);
const floor = await bareServer();
report(
  "rooms",
  { oneRoom: one, manyRooms: many, floor },
  {
    p50ToFloor: ratio(one.broadcast.p50, floor.broadcast.p50),
    maxToFloor: ratio(one.broadcast.max, floor.broadcast.max),
  },
);

/** All pages in one room. */
async function oneRoom(running: PreviewRooms) {
  const workerd = childNamed("workerd");
  using host = await connectHost(running, APP);
  await host.connection.commit(commitOf({ "/a.js": "1" }));
  const before = residentKb(workerd);
  const url = `ws://127.0.0.1:${running.port}/ws`;
  const startedAt = performance.now();
  using pages = await Listeners.open(PAGES, () => ({ url, host: running.host(APP) }));
  const connectMs = Math.round(performance.now() - startedAt);
  const kbPerSocket = Math.round(((residentKb(workerd) - before) / pages.count) * 10) / 10;
  const acknowledged: number[] = [];
  const samples: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const received = pages.nextUpdates();
    const sentAt = performance.now();
    await host.connection.commit(commitOf({}, { payloads: [payload] }));
    acknowledged.push(performance.now() - sentAt);
    samples.push(...(await received).map((at) => at - sentAt));
  }
  return {
    pages: pages.count,
    connectMs,
    kbPerSocket,
    broadcast: summarize(samples),
    acknowledged: summarize(acknowledged),
  };
}

/** As many rooms as pages, all of them pushing at the same time. */
async function manyRooms(running: PreviewRooms) {
  const apps = [...Array(ROOMS).keys()].map((n) => `m${String(n).padStart(5, "0")}`);
  const hosts: TestHost[] = [];
  for (const app of apps) hosts.push(await connectHost(running, app));
  const url = `ws://127.0.0.1:${running.port}/ws`;
  using pages = await Listeners.open(ROOMS, (n) => ({ url, host: running.host(apps[n] ?? "") }));
  const samples: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const received = pages.nextUpdates();
    const sentAt = performance.now();
    await Promise.all(
      hosts.map((host) => host.connection.commit(commitOf({}, { payloads: [payload] }))),
    );
    samples.push(...(await received).map((at) => at - sentAt));
  }
  for (const host of hosts) host[Symbol.dispose]();
  return { rooms: hosts.length, broadcast: summarize(samples) };
}

async function bareServer() {
  const child = fork(path.join(import.meta.dirname, "support/broadcastFloor.mjs"));
  const started = Promise.withResolvers<number>();
  child.once("message", (message: { port: number }) => started.resolve(message.port));
  const port = await started.promise;
  const url = `ws://127.0.0.1:${port}/`;
  using pages = await Listeners.open(PAGES, () => ({ url, host: `127.0.0.1:${port}` }));
  const samples: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const received = pages.nextUpdates();
    const sentAt = performance.now();
    pages.sendFromFirst(JSON.stringify(payload));
    samples.push(...(await received).map((at) => at - sentAt));
  }
  child.disconnect();
  return { pages: pages.count, broadcast: summarize(samples) };
}

function childNamed(name: string): number {
  const args = ["-o", "pid=,comm=", "--ppid", String(process.pid)];
  const lines = execFileSync("ps", args, { encoding: "utf8" }).split("\n");
  return Number(/\d+/.exec(lines.find((line) => line.includes(name)) ?? "")?.[0]);
}

function residentKb(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }));
}
