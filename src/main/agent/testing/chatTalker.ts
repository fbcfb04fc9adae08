// Works on a chat for ever and prints what a reader gets of it. A test kills it.
import { setTimeout as sleep } from "node:timers/promises";
import { AppId } from "../../../common/apps/appId.ts";
import { silentLog } from "../../../common/base/log.ts";
import { LiveRun } from "../../services/agent/actor/liveRun.ts";
import { newId } from "../../services/agent/actor/newId.ts";
import { ChatLog } from "../../services/agent/log/chatLog.ts";
import { ChatStream } from "../../services/agent/log/chatStream.ts";
import { openStudioDb } from "../../storage/studioDb.ts";
import { writeSync } from "node:fs";

const now = Date.now;
const db = openStudioDb(process.argv[2] ?? "", { now, log: silentLog });
const onStuck = (error: unknown): void => {
  throw error;
};
const log = new ChatLog({ store: db.chats, now, onStuck, log: silentLog });
const chat = newId.chat();
const at = now();
db.chats.create({
  id: chat,
  appId: AppId.parse("jwbqqn"),
  title: "",
  createdAt: at,
  changedAt: at,
});
const stream = new ChatStream(chat, { log, store: db.chats, now });
const print = (value: unknown): void => void writeSync(1, `${JSON.stringify(value)}\n`);

const reading = stream.follow("reader", { epoch: null, since: null }, () => undefined);
const read = (): void => {
  for (let frame = reading.next(); frame !== null; frame = reading.next()) {
    print(frame);
    stream.acknowledge("reader");
  }
};
reading.onMore(read);
print({ chat });
read();

const bodies = {
  put: () => Promise.reject(new Error("Nothing here is long")),
  get: async () => null,
};
const ids = { run: newId.run(), answer: newId.message() };
const text = "";
stream.emit({
  type: "message.added",
  message: ids.answer,
  parent: null,
  role: "assistant",
  text,
  attachments: [],
});
stream.emit({
  type: "run.started",
  ...ids,
  question: ids.answer,
  runner: { kind: "restore" },
  mode: "build",
  approval: "ask",
  trigger: "person",
});
log.setRunning(chat, ids.run);
const run = new LiveRun(stream, bodies, ids);

for (let step = 0; ; step += 1) await Promise.all([talk(), work(step), work(step)]);

async function talk(): Promise<void> {
  const part = newId.part();
  stream.emit({ type: "part.started", part, message: ids.answer, kind: "text" });
  let offset = 0;
  for (let word = 0; word < 30; word += 1) {
    const delta = `word ${word} `;
    stream.emit({ type: "part.delta", part, offset, delta });
    offset += delta.length;
    await sleep(1);
  }
  const whole = Array.from({ length: 30 }, (_, word) => `word ${word} `).join("");
  stream.emit({ type: "part.ended", part, text: whole });
}

async function work(step: number): Promise<void> {
  const call = run.call("os-write", `${ids.run}:${step}`);
  await call.input({ path: "src/App.tsx" });
  call.sink.started();
  for (const [index, stage] of (["analyzing", "writing", "validating"] as const).entries()) {
    call.sink.stage(stage, index * 30, stage);
    await sleep(3);
  }
  const output = { lines: 1 };
  const rest = { summary: "Written", changes: [], diagnostics: [], ms: 9 };
  call.sink.ended({ status: "ok", output, ...rest });
}
