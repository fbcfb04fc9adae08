import { expect, test } from "vitest";
import { EMPTY_CHAT } from "../../../common/apps/chat/chatState.ts";
import { reduceChat } from "../../../common/apps/chat/reduceChat.ts";
import { DurableChatEvent } from "../../../common/contracts/chat.ts";
import { chatRuns } from "./chatRuns.ts";
import { hintOf, labelOf, titleOf, valueOf } from "./words.ts";

const call = { call: "call-001" };
const told = [
  {
    type: "message.added",
    at: 0,
    message: "asked-01",
    parent: null,
    role: "person",
    text: "Add a page\nwith a form",
    attachments: [],
  },
  {
    type: "run.started",
    at: 100,
    run: "run-0001",
    question: "asked-01",
    answer: "answer-1",
    runner: { kind: "model", provider: "p", model: "m" },
    mode: "build",
    approval: "auto-all",
    trigger: "person",
  },
  {
    type: "tool.announced",
    at: 200,
    ...call,
    run: "run-0001",
    message: "answer-1",
    group: "1",
    tool: "os-write",
  },
  { type: "tool.input", at: 500, ...call, input: { path: "src/Page.tsx" }, body: null },
  { type: "tool.started", at: 600, ...call },
  { type: "tool.stage", at: 600, ...call, stage: "analyzing", percent: 10, message: "" },
  { type: "tool.stage", at: 700, ...call, stage: "writing", percent: 30, message: "" },
].map((event) => DurableChatEvent.parse(event));

test("a call is a lane of its run, with the stages it went through so far", () => {
  const [run] = chatRuns(reduceChat(EMPTY_CHAT, told), 900);
  expect(run && titleOf(run)).toBe("Add a page");
  expect(
    run?.lanes.map((lane) => [labelOf(lane.label), hintOf(lane.label), valueOf(lane)]),
  ).toEqual([["Page.tsx", "os-write src/Page.tsx", "30%"]]);
  expect(run?.lanes[0]?.segments).toEqual([
    { phase: "prepare", from: 200, to: 600 },
    { phase: "prepare", from: 600, to: 700, stage: "analyzing" },
    { phase: "write", from: 700, to: 900, stage: "writing" },
  ]);
});

test("a call that failed ends where it failed", () => {
  const failed = DurableChatEvent.parse({
    type: "tool.ended",
    at: 800,
    ...call,
    status: "failed",
    output: null,
    summary: "",
    changes: [],
    diagnostics: [],
    ms: 200,
  });
  const [run] = chatRuns(reduceChat(EMPTY_CHAT, [...told, failed]), 5000);
  expect(run?.lanes[0]).toMatchObject({ status: "failed", endedAt: 800, fraction: null });
  expect(run?.lanes[0]?.segments.at(-1)).toEqual({
    phase: "failed",
    from: 700,
    to: 800,
    stage: "writing",
  });
});
