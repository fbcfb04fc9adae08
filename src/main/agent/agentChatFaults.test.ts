import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { AppId } from "../../common/apps/appId.ts";
import type { ChatState } from "../../common/apps/chat/chatState.ts";
import { reduceChat } from "../../common/apps/chat/reduceChat.ts";
import { silentLog } from "../../common/base/log.ts";
import { type ChatFrame, ChatId, DurableChatEvent } from "../../common/contracts/chat.ts";
import { ChatFixture, TestReader } from "./agentChatFixture.ts";
import { reconcile } from "../services/agent/actor/reconcile.ts";
import { ChatLog } from "../services/agent/log/chatLog.ts";
import { ChatStream } from "../services/agent/log/chatStream.ts";
import { openStudioDb } from "../storage/studioDb.ts";

const TALKER = fileURLToPath(new URL("testing/chatTalker.ts", import.meta.url));
const KILLS = 6;
const DISCONNECTS = 60;

test(`a reader who is cut off ${DISCONNECTS} times sees all of it, once`, async () => {
  await using fixture = await ChatFixture.start();
  const chat = fixture.newChat();
  using whole = new TestReader(fixture.chats, chat);
  whole.read();
  await fixture.play(chat, {
    answers: [
      {
        text: "many small words ".repeat(300),
        calls: [
          { tool: "wait", input: { ms: 200, text: "x".repeat(3_000) } },
          { tool: "echo", input: { text: "y".repeat(3_000) } },
        ],
      },
      { text: "and the end. ".repeat(100) },
    ],
    piece: 20,
    delayMs: 1,
  });
  let reader = new TestReader(fixture.chats, chat);
  let cuts = 0;
  for (; cuts < DISCONNECTS || whole.state.running !== null; cuts += 1) {
    reader.read();
    reader[Symbol.dispose]();
    const next = new TestReader(fixture.chats, chat, reader);
    // What was sent and not drawn when the connection broke comes again.
    reader = next;
    await reader.more(15);
    whole.read();
  }
  reader.read();
  whole.read();
  expect(reader.state).toEqual(whole.state);
  expect(reader.state.running).toBeNull();
  reader[Symbol.dispose]();
}, 60_000);

test(`what anyone saw outlasts ${KILLS} kills, and nothing is there twice`, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "chat-kills-"));
  try {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const { chat, seen } = await talkUntilKilled(folder, 45 * kill);
      const after = stateAfterKill(folder, chat);
      expect(Object.values(after.runs).map(({ status }) => status)).toEqual(["interrupted"]);
      for (const part of Object.values(seen.parts)) {
        expect(after.parts[part.id]?.text.startsWith(part.text)).toBe(true);
      }
      for (const call of Object.values(seen.calls)) {
        const kept = after.calls[call.id];
        expect(kept?.stages.slice(0, call.stages.length)).toEqual(call.stages);
        expect(kept?.phase).toBe(call.phase === "ok" ? "ok" : kept?.phase);
        expect(["ok", "interrupted"]).toContain(kept?.phase);
      }
      expect(Object.keys(seen.calls).length).toBeLessThanOrEqual(Object.keys(after.calls).length);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);

/** Another process that works on a chat; killed in the middle of it. */
async function talkUntilKilled(
  folder: string,
  afterMs: number,
): Promise<{ readonly chat: ChatId; readonly seen: ChatState }> {
  const child = spawn(process.execPath, [TALKER, path.join(folder, "studio.db")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = once(child, "exit");
  let chat: ChatId | null = null;
  let seen: ChatState | null = null;
  let timer: NodeJS.Timeout | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    // The last line may be cut by the kill: then nobody saw it.
    const parsed = parsedLine(line);
    if (parsed === null) continue;
    if ("chat" in parsed) {
      chat = ChatId.parse(parsed.chat);
    } else if (parsed.kind === "snapshot") {
      seen = parsed.state as ChatState;
    } else if (seen !== null) {
      seen = reduceChat(seen, parsed.events);
      timer ??= setTimeout(() => child.kill("SIGKILL"), afterMs);
    }
  }
  clearTimeout(timer);
  await gone;
  if (chat === null || seen === null) throw new Error("The child has said nothing");
  return { chat, seen };
}

function parsedLine(line: string): { readonly chat: string } | ChatFrame | null {
  try {
    return JSON.parse(line) as { readonly chat: string } | ChatFrame;
  } catch {
    return null;
  }
}

function stateAfterKill(folder: string, chat: ChatId): ChatState {
  const now = Date.now;
  using db = openStudioDb(path.join(folder, "studio.db"), { now, log: silentLog });
  const seqs = [...db.chats.events(chat)].map(({ seq, body }) => {
    DurableChatEvent.parse(JSON.parse(body));
    return seq;
  });
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  const onStuck = (error: unknown): void => {
    throw error;
  };
  using log = new ChatLog({ store: db.chats, now, onStuck, log: silentLog });
  const stream = new ChatStream(chat, { log, store: db.chats, now });
  const { running } = stream.state;
  if (running === null) throw new Error("Nothing ran");
  reconcile(stream, running, db.chats.partials(chat));
  expect(db.chats.list(AppId.parse("jwbqqn")).find(({ id }) => id === chat)?.running).toBe(running);
  return stream.state;
}
