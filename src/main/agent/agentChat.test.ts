import { expect, test } from "vitest";
import type { ChatState } from "../../common/apps/chat/chatState.ts";
import type { ChatIntent, ProviderKind } from "../../common/contracts/chat.ts";
import { ChatFixture, TestReader } from "./agentChatFixture.ts";

/** What a person sees of the last answer, in order. */
function shown(state: ChatState): readonly string[] {
  const { content } = state.messages[state.leaf ?? ""] ?? { content: [] };
  return content.map(({ kind, id }) => {
    if (kind === "part") return state.parts[id]?.text ?? "";
    const call = state.calls[id];
    return `${call?.tool} ${call?.phase}`;
  });
}

function lastRun(state: ChatState) {
  return Object.values(state.runs).at(-1);
}

test.for<ProviderKind>(["compatible", "anthropic", "ollama"])(
  "a run of three calls by %s streams, calls in parallel and answers",
  async (kind) => {
    await using fixture = await ChatFixture.start({ kind });
    const state = await fixture.run(fixture.newChat(), {
      answers: [
        {
          text: "Let me see.",
          calls: [
            { tool: "echo", input: { text: "one" } },
            { tool: "echo", input: { text: "two" } },
            { tool: "echo", input: { text: "three" } },
          ],
        },
        { text: "All three said it." },
      ],
    });
    expect(shown(state)).toEqual([
      "Let me see.",
      "echo ok",
      "echo ok",
      "echo ok",
      "All three said it.",
    ]);
    expect(lastRun(state)).toMatchObject({ status: "ok", failure: null, step: 2 });
    expect(Object.values(state.calls).map(({ output }) => output)).toEqual([
      { text: "one" },
      { text: "two" },
      { text: "three" },
    ]);
    expect(lastRun(state)?.usage?.input).toBeGreaterThan(0);
    expect(new Set(Object.values(state.calls).map(({ group }) => group)).size).toBe(1);
  },
);

test("a file is seen while the model writes it", async () => {
  await using fixture = await ChatFixture.start();
  const chat = fixture.newChat();
  const text = `line "quoted" \\ and an emoji 🦀\n`.repeat(40);
  await fixture.play(chat, {
    answers: [{ calls: [{ tool: "echo", input: { text } }] }],
    delayMs: 2,
  });
  const drafting = await fixture.until(chat, ({ calls }) =>
    Object.values(calls).some(({ draft }) => (draft["text"] ?? "").length > 100),
  );
  const [draft] = Object.values(drafting.calls).map((call) => call.draft["text"] ?? "");
  expect(text.startsWith(draft ?? "-")).toBe(true);
  const state = await fixture.until(chat, ({ running }) => running === null);
  expect(Object.values(state.calls)[0]?.output).toEqual({ text });
});

test.for<readonly [string, object]>([
  ["is refused with 429", { status: 429, retryAfter: 0.05 }],
  ["is refused with 529", { status: 529, retryAfter: 0.05 }],
  ["breaks in the middle of a call", { cutAfter: 4 }],
  ["says in its stream that it failed", { errorAfter: 4 }],
])("an answer that %s is asked for again, and shown once", async ([, fault]) => {
  for (const kind of ["compatible", "anthropic"] as const) {
    await using fixture = await ChatFixture.start({ kind });
    const state = await fixture.run(fixture.newChat(), {
      answers: [
        { text: "Once.", calls: [{ tool: "echo", input: { text: "a longer text to cut" } }] },
        { text: "Done." },
      ],
      faults: [fault],
    });
    expect([kind, shown(state), lastRun(state)?.status]).toEqual([
      kind,
      ["Once.", "echo ok", "Done."],
      "ok",
    ]);
  }
});

test("unknown events and bytes cut anywhere change nothing", async () => {
  for (const kind of ["compatible", "anthropic"] as const) {
    await using fixture = await ChatFixture.start({ kind });
    const state = await fixture.run(fixture.newChat(), {
      answers: [{ text: "Grüße 🦀 und mehr" }],
      faults: [{ unknownEvents: true, splitBytes: true }],
    });
    expect(shown(state)).toEqual(["Grüße 🦀 und mehr"]);
  }
});

test("an input that is no JSON, and a tool that there is not, are told to the model", async () => {
  await using fixture = await ChatFixture.start();
  const state = await fixture.run(fixture.newChat(), {
    answers: [
      {
        calls: [
          { tool: "echo", input: '{"text": "cut' },
          { tool: "no-such-tool", input: {} },
        ],
      },
      { text: "I see." },
    ],
  });
  expect(shown(state)).toEqual(["echo failed", "no-such-tool failed", "I see."]);
  const results = fixture.server.requests
    .at(-1)
    ?.body.messages.filter(({ role }) => role === "tool");
  expect(results?.map(({ content }) => content)).toEqual([
    expect.stringContaining("not valid"),
    expect.stringContaining("There is no tool no-such-tool"),
  ]);
});

test("calls of an answer that was cut off at the limit are not run", async () => {
  await using fixture = await ChatFixture.start();
  const state = await fixture.run(fixture.newChat(), {
    answers: [{ calls: [{ tool: "echo", input: { text: "x" } }] }, { text: "Smaller now." }],
    faults: [{ finish: "length" }],
  });
  expect(shown(state)).toEqual(["echo failed", "Smaller now."]);
});

test("one call is cancelled while the others go on, and the provider takes the next request", async () => {
  await using fixture = await ChatFixture.start({ kind: "anthropic" });
  const chat = fixture.newChat();
  await fixture.play(chat, {
    answers: [
      {
        calls: [
          { tool: "wait", input: { ms: 60_000 } },
          { tool: "wait", input: { ms: 300 } },
        ],
      },
      { text: "One was enough." },
    ],
  });
  const waiting = await fixture.until(
    chat,
    ({ calls }) => Object.values(calls).filter(({ phase }) => phase === "running").length === 2,
  );
  const [first] = Object.values(waiting.calls);
  if (first === undefined) throw new Error("No call");
  await fixture.intend(chat, { type: "cancel-tool", call: first.id });
  const state = await fixture.until(chat, ({ running }) => running === null);
  expect(shown(state)).toEqual(["wait cancelled", "wait ok", "One was enough."]);
});

test("a stopped run closes the provider's connection, and the chat goes on after it", async () => {
  await using fixture = await ChatFixture.start({ kind: "anthropic" });
  const chat = fixture.newChat();
  await fixture.play(chat, {
    answers: [{ text: "words ".repeat(2_000), calls: [{ tool: "echo", input: {} }] }],
    delayMs: 5,
  });
  const { running } = await fixture.until(chat, ({ parts }) =>
    Object.values(parts).some(({ text }) => text.length > 50),
  );
  if (running === null) throw new Error("Nothing runs");
  await fixture.intend(chat, { type: "stop", run: running });
  const stopped = await fixture.until(chat, (state) => state.running === null);
  expect(lastRun(stopped)?.status).toBe("cancelled");
  await expect.poll(() => fixture.server.open).toBe(0);
  const state = await fixture.run(chat, { answers: [{ text: "Here again." }] });
  expect([shown(state), lastRun(state)?.status]).toEqual([["Here again."], "ok"]);
  // What was said before it was stopped is still known.
  const said = JSON.stringify(fixture.server.requests.at(-1)?.body.messages);
  expect(said).toContain("words words");
});

test("a person is asked, and what they say is done", async () => {
  await using fixture = await ChatFixture.start();
  for (const decision of ["once", "denied"] as const) {
    const chat = fixture.newChat();
    await fixture.play(chat, {
      answers: [{ calls: [{ tool: "ask-first", input: {} }] }, { text: "Thanks." }],
    });
    const asking = await fixture.until(chat, ({ calls }) =>
      Object.values(calls).some(({ phase }) => phase === "asking"),
    );
    const [call] = Object.values(asking.calls);
    const approval = call?.approval?.id;
    if (approval === undefined) throw new Error("Nothing is asked");
    await fixture.intend(chat, { type: "answer-approval", approval, decision, note: null });
    const state = await fixture.until(chat, ({ running }) => running === null);
    expect(shown(state)).toEqual([
      decision === "once" ? "ask-first ok" : "ask-first denied",
      "Thanks.",
    ]);
  }
});

test("the same intent twice is done once", async () => {
  await using fixture = await ChatFixture.start();
  const chat = fixture.newChat();
  const intent: ChatIntent = {
    type: "send",
    text: "Hello",
    mode: "ask",
    attachments: [],
    after: null,
  };
  await Promise.all([1, 2, 3].map(() => fixture.intend(chat, intent, "one-intent")));
  await fixture.until(chat, ({ running }) => running === null);
  await fixture.intend(chat, intent, "one-intent");
  const state = await fixture.until(chat, ({ running }) => running === null);
  expect(Object.values(state.messages).map(({ role, text }) => [role, text])).toEqual([
    ["person", "Hello"],
    ["assistant", ""],
  ]);
});

test("messages wait for the run, can be changed meanwhile, and are answered in order", async () => {
  await using fixture = await ChatFixture.start();
  const chat = fixture.newChat();
  await fixture.play(chat, { answers: [{ calls: [{ tool: "wait", input: { ms: 300 } }] }] });
  for (const text of ["first", "second", "third"]) await fixture.say(chat, text);
  const { queue } = await fixture.until(chat, (state) => state.queue.length === 3);
  const [one, two, three] = queue;
  if (one === undefined || two === undefined || three === undefined) throw new Error("Too few");
  await fixture.intend(chat, {
    type: "edit-queue",
    queue: [three, { ...one, text: "first, better" }],
  });
  const state = await fixture.until(chat, (now) => now.running === null && now.queue.length === 0);
  const asked = Object.values(state.messages).filter(({ role }) => role === "person");
  expect(asked.slice(1).map(({ text }) => text)).toEqual(["third", "first, better"]);
});

test("an earlier message is said in another way, in a branch of its own", async () => {
  await using fixture = await ChatFixture.start();
  const chat = fixture.newChat();
  await fixture.run(chat, { answers: [{ text: "First answer." }] });
  const before = await fixture.run(chat, { answers: [{ text: "Second answer." }] });
  const text = "Say it otherwise";
  await fixture.intend(chat, { type: "send", text, mode: "ask", attachments: [], after: "start" });
  const state = await fixture.until(
    chat,
    (now) => now.running === null && now.leaf !== before.leaf,
  );
  const question = state.messages[state.messages[state.leaf ?? ""]?.parent ?? ""];
  expect([question?.text, question?.parent]).toEqual([text, null]);
  // The model does not hear of the other branch.
  expect(JSON.stringify(fixture.server.requests.at(-1)?.body.messages)).not.toContain(
    "First answer",
  );
  await fixture.intend(chat, { type: "choose-branch", leaf: before.leaf ?? (text as never) });
  const back = await fixture.until(chat, (now) => now.leaf === before.leaf);
  expect(shown(back)).toEqual(["Second answer."]);
});

test("errors go back to the model while they become fewer, twice at most, then it stops", async () => {
  await using fixture = await ChatFixture.start();
  const broken = (errors: string) => ({ calls: [{ tool: "break", input: { text: errors } }] });
  const state = await fixture.run(fixture.newChat(), {
    answers: [
      broken("3"),
      { text: "Written." },
      broken("2"),
      { text: "Better." },
      broken("1"),
      { text: "Nearly." },
    ],
  });
  const run = lastRun(state);
  expect([run?.status, run?.failure?.message]).toEqual([
    "limit",
    "1 error is left after 2 attempts to fix them.",
  ]);
  expect(run?.fixes.map(({ round, errors }) => [round, errors])).toEqual([
    [1, 3],
    [2, 2],
  ]);
});

test("a run that repeats itself, or takes too many steps, stops and says so", async () => {
  await using fixture = await ChatFixture.start({ limits: { steps: 6 } });
  const same = { calls: [{ tool: "echo", input: { text: "again" } }] };
  const repeating = await fixture.run(fixture.newChat(), { answers: [same, same, same, same] });
  expect(lastRun(repeating)).toMatchObject({
    status: "limit",
    failure: { message: "The model repeats itself: it called echo 3 times in the same way." },
  });
  const many = Array.from({ length: 9 }, (_, index) => ({
    calls: [{ tool: "echo", input: { text: String(index) } }],
  }));
  const long = await fixture.run(fixture.newChat(), { answers: many });
  expect(lastRun(long)).toMatchObject({
    status: "limit",
    failure: { message: "The run has reached its limit of 6 steps." },
  });
});

test("a secret that a person types reaches neither the log nor the model", async () => {
  await using fixture = await ChatFixture.start();
  fixture.secrets.add("sk-very-secret-value");
  const chat = fixture.newChat();
  await fixture.say(chat, "Use sk-very-secret-value for it");
  const state = await fixture.until(chat, ({ running }) => running === null);
  const kept = [...fixture.db.chats.events(chat)].map(({ body }) => body).join("");
  const sent = JSON.stringify(fixture.server.requests.map(({ body }) => body));
  expect(
    [JSON.stringify(state), kept, sent].map((text) => text.includes("sk-very-secret")),
  ).toEqual([false, false, false]);
  expect(sent).toContain("Use [secret] for it");
});

test("two windows on one chat see the same, however slow one of them is", async () => {
  await using fixture = await ChatFixture.start();
  const chat = fixture.newChat();
  using quick = new TestReader(fixture.chats, chat);
  using slow = new TestReader(fixture.chats, chat);
  quick.read();
  slow.read();
  await fixture.play(chat, {
    answers: [
      { text: "many small words ".repeat(200), calls: [{ tool: "echo", input: { text: "x" } }] },
      { text: "The end." },
    ],
    piece: 4,
  });
  while (quick.state.running !== null || quick.frames.length < 3) {
    await quick.more(1_000);
    quick.read();
    slow.read({ acknowledges: false });
  }
  expect(slow.frames.length).toBeLessThanOrEqual(3);
  slow.read({ acknowledges: false });
  using late = new TestReader(fixture.chats, chat, slow);
  late.read();
  expect(late.state).toEqual(quick.state);
});
