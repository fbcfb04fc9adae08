// @vitest-environment happy-dom
import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EMPTY_CHAT } from "../../common/apps/chat/chatState.ts";
import { type ChatFrame, ChatId, DurableChatEvent } from "../../common/contracts/chat.ts";
import type { AppRouter } from "../../main/rpc/router.ts";
import { followChat } from "./chatStream.ts";
import { connectStudio } from "./studio.ts";

interface Call {
  readonly path: string;
  readonly input: unknown;
}

const calls: Call[] = [];
let send: (frame: ChatFrame) => void;
let draw: () => void;

const link: TRPCLink<AppRouter> =
  () =>
  ({ op }) =>
    observable((observer) => {
      calls.push({ path: op.path, input: op.input });
      if (op.path === "chats.ack") {
        observer.next({ result: { type: "data", data: undefined } });
        observer.complete();
        return;
      }
      send = (frame) => observer.next({ result: { type: "data", data: { id: "", data: frame } } });
    });

beforeEach(() => {
  calls.length = 0;
  const waiting: FrameRequestCallback[] = [];
  vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) =>
    waiting.push(callback),
  );
  draw = () => {
    for (const callback of waiting.splice(0)) callback(0);
  };
  connectStudio(link);
});

afterEach(() => vi.unstubAllGlobals());

test("a frame is shown as it comes, and acknowledged when it was drawn", () => {
  const texts: (string | undefined)[] = [];
  const stop = followChat(ChatId.parse("chat-0001"), {
    onUpdate: ({ state }) => texts.push(state.messages["asked-01"]?.text),
    onProblem: () => undefined,
  });
  send({ kind: "snapshot", epoch: "e1", seq: 4, state: EMPTY_CHAT });
  const added = {
    type: "message.added",
    at: 1,
    message: "asked-01",
    parent: null,
    role: "person",
    text: "Hello",
    attachments: [],
  };
  send({ kind: "events", epoch: "e1", seq: 5, events: [DurableChatEvent.parse(added)] });
  expect(texts).toEqual([undefined, "Hello"]);
  const acknowledged = (): unknown[] =>
    calls.flatMap(({ path, input }) =>
      path === "chats.ack" ? [Reflect.get(Object(input), "seq")] : [],
    );
  expect(acknowledged()).toEqual([]);
  draw();
  expect(acknowledged()).toEqual([4, 5]);
  stop();
});
