import { expect, test } from "vitest";
import { EMPTY_CHAT } from "../../../common/apps/chat/chatState.ts";
import { reduceChat } from "../../../common/apps/chat/reduceChat.ts";
import { DurableChatEvent } from "../../../common/contracts/chat.ts";
import { branchEnd, chatRows } from "./chatRows.ts";

const events = (list: readonly Record<string, unknown>[]) =>
  list.map((event, at) => DurableChatEvent.parse({ at, ...event }));

const message = (id: string, parent: string | null, role = "person") => ({
  type: "message.added",
  message: id,
  parent,
  role,
  text: id,
  attachments: [],
});
const run = (id: string, question: string, answer: string) => ({
  type: "run.started",
  run: id,
  question,
  answer,
  runner: { kind: "recipe", recipe: "page", version: 1, parameters: {} },
  mode: "build",
  approval: "ask",
  trigger: "recipe",
});
const call = (id: string, group: string) => ({
  type: "tool.announced",
  call: id,
  run: "run-0001",
  message: "answer-1",
  group,
  tool: "os-write",
});
const part = (id: string) => ({
  type: "part.started",
  part: id,
  message: "answer-1",
  kind: "text",
});

const told = reduceChat(
  EMPTY_CHAT,
  events([
    message("asked-01", null),
    message("answer-1", "asked-01", "assistant"),
    run("run-0001", "asked-01", "answer-1"),
    part("part-001"),
    call("call-001", "step 1"),
    call("call-002", "step 1"),
    call("call-003", "step 2"),
    part("part-002"),
  ]),
);

test("calls of one step stand together, between what was said before and after", () => {
  expect(chatRows(told)).toEqual([
    { kind: "person", key: "asked-01", message: "asked-01", branches: ["asked-01"] },
    { kind: "part", key: "part-001", part: "part-001" },
    { kind: "calls", key: "calls call-001", calls: ["call-001", "call-002"] },
    { kind: "calls", key: "calls call-003", calls: ["call-003"] },
    { kind: "part", key: "part-002", part: "part-002" },
    { kind: "run", key: "end of run-0001", run: "run-0001", last: true },
  ]);
});

test("a message that was sent anew is a branch, and one can go back to the other's end", () => {
  const branched = reduceChat(told, events([message("asked-02", null)]));
  expect(chatRows(branched)).toEqual([
    { kind: "person", key: "asked-02", message: "asked-02", branches: ["asked-01", "asked-02"] },
  ]);
  const first = branched.messages["asked-01"];
  expect(first && branchEnd(branched, first.id)).toBe("answer-1");
});
