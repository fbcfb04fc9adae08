import { expect, test } from "vitest";
import type { ChatEvent } from "../../contracts/chat.ts";
import {
  ApprovalId,
  DurableChatEvent,
  MessageId,
  PartId,
  RunId,
  ToolCallId,
} from "../../contracts/chat.ts";
import { EMPTY_CHAT } from "./chatState.ts";
import { reduceChat } from "./reduceChat.ts";

const at = 1_000;
const question = MessageId.parse("question-1");
const answer = MessageId.parse("answer-001");
const run = RunId.parse("run-00001");
const part = PartId.parse("part-0001");
const call = ToolCallId.parse("call-0001");
const approval = ApprovalId.parse("approval-1");

const EVENTS: readonly ChatEvent[] = [
  {
    type: "message.added",
    at,
    message: question,
    parent: null,
    role: "person",
    text: "Go",
    attachments: [],
  },
  {
    type: "message.added",
    at,
    message: answer,
    parent: question,
    role: "assistant",
    text: "",
    attachments: [],
  },
  {
    type: "run.started",
    at,
    run,
    question,
    answer,
    runner: { kind: "model", provider: "p", model: "m" },
    mode: "build",
    approval: "ask",
    trigger: "person",
  },
  { type: "step.started", at, run, step: 1, attempt: 1 },
  { type: "part.started", at, part, message: answer, kind: "text" },
  { type: "part.delta", at, part, offset: 0, delta: "Hel" },
  { type: "part.delta", at, part, offset: 3, delta: "lo" },
  { type: "part.ended", at, part, text: "Hello" },
  { type: "tool.announced", at, call, run, message: answer, group: "g", tool: "os-write" },
  { type: "tool.input.delta", at, call, field: "content", offset: 0, delta: "text" },
  { type: "tool.input", at, call, input: { path: "a.ts" }, body: null },
  { type: "approval.asked", at, call, approval, risk: "write", summary: "Write a.ts", changes: [] },
  { type: "approval.answered", at, call, approval, decision: "once", by: "person", note: null },
  { type: "tool.started", at, call },
  { type: "tool.stage", at, call, stage: "writing", percent: 60, message: "Writing" },
  { type: "tool.stage", at, call, stage: "validating", percent: 40, message: "Checking" },
  {
    type: "tool.ended",
    at,
    call,
    status: "ok",
    output: null,
    summary: "1 line",
    changes: [],
    diagnostics: [],
    ms: 5,
  },
  { type: "run.ended", at, run, status: "ok", failure: null, usage: null, commit: null },
];

test("folds a run into what is shown, the same one by one and all at once", () => {
  const once = reduceChat(EMPTY_CHAT, EVENTS);
  let slowly = EMPTY_CHAT;
  for (const event of EVENTS) slowly = reduceChat(slowly, [event]);
  expect(slowly).toEqual(once);
  expect(once).toMatchObject({
    leaf: answer,
    running: null,
    parts: { [part]: { text: "Hello", ended: true } },
    calls: {
      [call]: {
        phase: "ok",
        percent: 100,
        stages: [{ stage: "writing" }, { stage: "validating" }],
      },
    },
    runs: { [run]: { status: "ok", step: 1 } },
  });
});

test("an event that comes twice changes nothing", () => {
  const state = reduceChat(EMPTY_CHAT, EVENTS);
  const usual = EVENTS.filter(({ type }) => type !== "step.ended");
  for (const event of usual.slice(2)) {
    const again = reduceChat(state, [event]);
    expect([event.type, again.parts, again.messages]).toEqual([
      event.type,
      state.parts,
      state.messages,
    ]);
  }
});

test("a state that was handed out does not change when more is folded", () => {
  const first = reduceChat(EMPTY_CHAT, EVENTS.slice(0, 6));
  const copy = structuredClone(first);
  reduceChat(first, EVENTS.slice(6));
  expect(first).toEqual(copy);
});

test("what a failed attempt has shown is gone", () => {
  const state = reduceChat(EMPTY_CHAT, [
    ...EVENTS.slice(0, 10),
    { type: "step.discarded", at, run, step: 1, parts: [part, call], reason: "It broke" },
  ]);
  expect([state.messages[answer]?.content, state.parts, state.calls]).toEqual([[], {}, {}]);
});

test("percent never falls, and reaches 100 only at the end", () => {
  const percents = EVENTS.map(
    (_, index) => reduceChat(EMPTY_CHAT, EVENTS.slice(0, index + 1)).calls[call]?.percent,
  ).filter((percent) => percent !== undefined);
  expect(percents).toEqual(percents.toSorted((a, b) => a - b));
  expect(percents.filter((percent) => percent === 100)).toHaveLength(2);
});

test("every durable event survives the way through the log", () => {
  const durable = EVENTS.filter(({ type }) => !type.endsWith(".delta"));
  const read = durable.map((event) => DurableChatEvent.parse(JSON.parse(JSON.stringify(event))));
  expect(read).toEqual(durable);
});
