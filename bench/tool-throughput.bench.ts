// Executions of tools through a chat's log: every event kept in studio.db before a reader has it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { AppId } from "../src/common/apps/appId.ts";
import { silentLog } from "../src/common/base/log.ts";
import type { ToolStage } from "../src/common/contracts/chat.ts";
import { LiveRun } from "../src/main/services/agent/actor/liveRun.ts";
import { newId } from "../src/main/services/agent/actor/newId.ts";
import { BodyFiles } from "../src/main/services/agent/bodyFiles.ts";
import { ChatLog } from "../src/main/services/agent/log/chatLog.ts";
import { ChatStream } from "../src/main/services/agent/log/chatStream.ts";
import { openStudioDb } from "../src/main/storage/studioDb.ts";
import { report } from "./support/report.ts";
import { ratio, summarize } from "./support/statistics.ts";

const SECONDS = Number(process.env["BENCH_SECONDS"] ?? 60);
/** What a day of a million executions comes to, with room for bursts. */
const RATE = Number(process.env["BENCH_RATE"] ?? 1_200);
const CALLS_PER_RUN = 20;
const STAGES: readonly ToolStage[] = ["analyzing", "writing", "updating-preview", "validating"];

const folder = mkdtempSync(path.join(tmpdir(), "bench-tools-"));
const db = openStudioDb(path.join(folder, "studio.db"), { now: Date.now, log: silentLog });
const fail = (error: unknown): void => {
  throw error;
};
const log = new ChatLog({ store: db.chats, now: Date.now, onStuck: fail, log: silentLog });
const bodies = new BodyFiles(path.join(folder, "bodies"));
const appId = AppId.parse("jwbqqn");

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const latencies: number[] = [];
const memory: number[] = [];
let executed = 0;
let events = 0;
const startedAt = performance.now();
for (let second = 0; performance.now() - startedAt < SECONDS * 1_000;) {
  await oneChat();
  const due = (executed / RATE) * 1_000;
  const ahead = due - (performance.now() - startedAt);
  if (ahead > 1) await new Promise((resolve) => setTimeout(resolve, ahead));
  if (performance.now() - startedAt > second * 1_000) {
    // What is in use; how long the engine leaves the rest lying about says nothing about a leak.
    collect();
    memory.push(process.memoryUsage().heapUsed / 2 ** 20);
    second += 1;
  }
}
const elapsed = (performance.now() - startedAt) / 1_000;
const half = Math.floor(memory.length / 2);
const peak = (sample: readonly number[]): number => Math.max(...sample);
report(
  "tool-throughput",
  {
    perSecond: Math.round(executed / elapsed),
    executed,
    events,
    seconds: Math.round(elapsed),
    emittedToReaderMs: summarize(latencies),
    liveHeapMb: {
      firstHalf: Math.round(peak(memory.slice(0, half))),
      secondHalf: Math.round(peak(memory.slice(half))),
    },
  },
  { heapSecondToFirstHalf: ratio(peak(memory.slice(half)), peak(memory.slice(0, half))) },
);
log[Symbol.dispose]();
db[Symbol.dispose]();
rmSync(folder, { recursive: true, force: true });

/** One run of twenty calls at once in a chat of its own, with a reader who keeps up. */
async function oneChat(): Promise<void> {
  const id = newId.chat();
  db.chats.create({ id, appId, title: "Bench", createdAt: Date.now(), changedAt: Date.now() });
  const stream = new ChatStream(id, { log, store: db.chats, now: Date.now });
  const ids = { run: newId.run(), answer: newId.message() };
  stream.emit({
    type: "message.added",
    message: ids.answer,
    parent: null,
    role: "assistant",
    text: "",
    attachments: [],
  });
  const run = new LiveRun(stream, bodies, ids);
  using reading = stream.follow("bench", { epoch: null, since: null }, () => undefined);
  let emittedAt = performance.now();
  let ended = 0;
  const { promise: all, resolve } = Promise.withResolvers<void>();
  const read = (): void => {
    for (let frame = reading.next(); frame !== null; frame = reading.next()) {
      latencies.push(performance.now() - emittedAt);
      if (frame.kind === "events") {
        events += frame.events.length;
        ended += frame.events.filter(({ type }) => type === "tool.ended").length;
      }
      stream.acknowledge("bench");
      if (ended >= CALLS_PER_RUN) resolve();
    }
  };
  const unlisten = reading.onMore(read);
  read();
  for (let call = 0; call < CALLS_PER_RUN; call += 1) void execute(run, call);
  emittedAt = performance.now();
  await all;
  unlisten();
  executed += CALLS_PER_RUN;
}

async function execute(run: LiveRun, index: number): Promise<void> {
  const call = run.call("os-write", `${run.id}:1`);
  await call.input({ path: `src/file${index}.ts`, content: "export const value = 1;\n" });
  call.sink.started();
  for (const [at, stage] of STAGES.entries()) {
    call.sink.stage(stage, 20 * (at + 1), stage);
    await new Promise((resolve) => setImmediate(resolve));
  }
  call.sink.ended({
    status: "ok",
    output: { lines: 1 },
    summary: "1 line written",
    changes: [],
    diagnostics: [],
    ms: 1,
  });
}
