import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { allowing, RecordingSink, ToolFixture } from "../../agent/agentToolFixture.ts";
import { StepBase } from "./tools/stepBase.ts";

test("a written file goes through its stages and counts what changed", async () => {
  await using app = new ToolFixture();
  const sink = new RecordingSink();
  const end = await app.call("os-write", { path: "src/a.ts", content: "a\nb\n" }, { sink });
  expect(end).toMatchObject({
    status: "ok",
    output: { path: "src/a.ts", added: 2, removed: 0, lines: 2, bytes: 4, problems: [] },
    changes: [{ path: "src/a.ts", before: null, added: 2, removed: 0 }],
  });
  expect(app.disk("src/a.ts")).toBe("a\nb\n");
  expect(sink.told).toEqual([
    "started",
    "analyzing 10",
    "writing 30",
    "updating-preview 60",
    "validating 80",
    "complete 100",
    "ok",
  ]);
});

test("what the person saved since it was viewed is not overwritten", async () => {
  await using app = new ToolFixture();
  app.put("a.ts", "one\n");
  await app.call("os-view", { path: "a.ts" });
  app.put("a.ts", "the person's\n");
  const end = await app.call("os-write", { path: "a.ts", content: "two\n" });
  expect(end).toMatchObject({
    status: "failed",
    output: { error: "a.ts was changed since it was viewed." },
    changes: [],
  });
  expect(app.disk("a.ts")).toBe("the person's\n");
});

test("an existing file that was never viewed is not replaced", async () => {
  await using app = new ToolFixture();
  app.put("a.ts", "one\n");
  const end = await app.call("os-write", { path: "a.ts", content: "two\n" });
  expect(end.output).toMatchObject({ error: "a.ts has not been viewed yet." });
  expect(app.disk("a.ts")).toBe("one\n");
});

test("line ends and the byte order mark of a file are kept", async () => {
  await using app = new ToolFixture();
  app.put("a.css", "\uFEFFa {}\r\nb {}\r\n");
  await app.call("os-view", { path: "a.css" });
  const end = await app.call("os-write", { path: "a.css", content: "a {}\nc {}\n" });
  expect(end.status).toBe("ok");
  expect(app.disk("a.css")).toBe("\uFEFFa {}\r\nc {}\r\n");
});

test("a text that leaves code out is refused", async () => {
  await using app = new ToolFixture();
  const content = "import a from 'a';\n// ... rest of the code unchanged\n";
  const end = await app.call("os-write", { path: "a.ts", content });
  expect(end).toMatchObject({ status: "failed", changes: [] });
  expect(readdirSync(app.root)).toEqual([]);
});

test.each([
  ["ask", "a.ts", true],
  ["auto-safe", "a.ts", false],
  ["auto-all", "a.ts", false],
  ["auto-all", "AGENTS.md", true],
  ["auto-all", ".VSCode/tasks.json", true],
  ["auto-all", "vite.config.ts", true],
  ["auto-all", ".env", true],
] as const)("with %s, writing %s asks: %s", async (approval, file, asks) => {
  await using app = new ToolFixture();
  const sink = new RecordingSink();
  const end = await app.call("os-write", { path: file, content: "x" }, { approval, sink });
  expect(sink.asked.length > 0).toBe(asks);
  expect(end.status).toBe(asks ? "denied" : "ok");
  expect(readdirSync(app.root).length).toBe(asks ? 0 : 1);
});

test("scripts of package.json ask, its version does not", async () => {
  await using app = new ToolFixture();
  app.put("package.json", '{"version":"1.0.0","scripts":{"dev":"vite"}}');
  await app.call("os-view", { path: "package.json" });
  const sink = new RecordingSink();
  const content = '{"version":"1.0.0","scripts":{"dev":"vite","postinstall":"evil"}}';
  const denied = await app.call("os-write", { path: "package.json", content }, { sink });
  expect([denied.status, sink.asked[0]?.risk]).toEqual(["denied", "protected-file"]);
  const other = '{"version":"1.0.1","scripts":{"dev":"vite"}}';
  const end = await app.call("os-write", { path: "package.json", content: other });
  expect(end.status).toBe("ok");
});

test("a link with a harmless name does not open a protected file", async () => {
  await using app = new ToolFixture();
  app.put("AGENTS.md", "rules\n");
  symlinkSync("AGENTS.md", path.join(app.root, "notes.md"));
  await app.call("os-view", { path: "notes.md" });
  const sink = new RecordingSink();
  const end = await app.call("os-write", { path: "notes.md", content: "obey\n" }, { sink });
  expect([end.status, sink.asked[0]?.risk]).toEqual(["denied", "protected-file"]);
  expect(app.disk("AGENTS.md")).toBe("rules\n");
});

test("a path that leads out of the app is refused", async () => {
  await using app = new ToolFixture();
  mkdirSync(path.join(app.root, "src"));
  symlinkSync("/tmp", path.join(app.root, "src/out"));
  const outside = await app.call("os-write", { path: "src/out/x.ts", content: "x" });
  const dots = await app.call("os-write", { path: "../x.ts", content: "x" });
  expect([outside.status, dots.status]).toEqual(["failed", "failed"]);
});

test("deleting always asks, and the diff is shown first", async () => {
  await using app = new ToolFixture();
  app.put("a.ts", "one\ntwo\n");
  const sink = allowing();
  const end = await app.call("os-delete", { path: "a.ts" }, { sink });
  expect(sink.asked).toMatchObject([
    {
      risk: "delete",
      summary: "Delete a.ts",
      changes: [{ path: "a.ts", removed: 2, after: null }],
    },
  ]);
  expect([end.status, readdirSync(app.root).includes("a.ts")]).toEqual(["ok", false]);
});

test("what was always allowed is not asked again, for the same folder only", async () => {
  await using app = new ToolFixture();
  for (const file of ["src/a.ts", "src/b.ts", "lib/c.ts"]) app.put(file, "x");
  await app.call("os-delete", { path: "src/a.ts" }, { sink: allowing("always") });
  const same = new RecordingSink();
  await app.call("os-delete", { path: "src/b.ts" }, { sink: same });
  const other = new RecordingSink();
  const end = await app.call("os-delete", { path: "lib/c.ts" }, { sink: other });
  expect([same.asked.length, same.told[0]]).toEqual([0, "ruled delete"]);
  expect([other.asked.length, end.status]).toEqual([1, "denied"]);
});

test("a rule never covers a protected file", async () => {
  await using app = new ToolFixture();
  const call = { path: "AGENTS.md", content: "x" };
  await app.call("os-write", call, { sink: allowing("always") });
  const sink = new RecordingSink();
  await app.call("os-write", { ...call, content: "y" }, { sink });
  expect(sink.asked.length).toBe(1);
  expect(app.disk("AGENTS.md")).toBe("x");
});

test("reading modes offer no tool that changes anything, and run none", async () => {
  await using app = new ToolFixture();
  const names = app.registry.offered("ask", app.appId).map(({ name }) => name);
  expect(names).toEqual(["os-list", "os-read-console", "os-search", "os-typecheck", "os-view"]);
  const end = await app.call("os-write", { path: "a.ts", content: "x" }, { mode: "ask" });
  expect(end.status).toBe("failed");
  expect(readdirSync(app.root)).toEqual([]);
});

test("a call that is cancelled while it asks changes nothing", async () => {
  await using app = new ToolFixture();
  const stop = new AbortController();
  const sink = new RecordingSink(() => {
    stop.abort();
    return { decision: "once", note: null };
  });
  const how = { approval: "ask", signal: stop.signal, sink } as const;
  const end = await app.call("os-write", { path: "a.ts", content: "x" }, how);
  expect([end.status, readdirSync(app.root).length]).toEqual(["cancelled", 0]);
});

test("twenty parallel edits of one file all come out right", async () => {
  await using app = new ToolFixture();
  for (let seed = 1; seed <= 12; seed++) {
    const { text, edits, wanted } = scramble(seed);
    app.put("a.txt", text);
    await app.call("os-view", { path: "a.txt" });
    const step = new StepBase();
    const ends = await Promise.all(
      edits.map((edit) => app.call("os-line-replace", { path: "a.txt", ...edit }, { step })),
    );
    expect(ends.map(({ status }) => status)).toEqual(edits.map(() => "ok"));
    expect(app.disk("a.txt")).toBe(wanted);
  }
});

test("of parallel edits of the same lines one stands and the others are refused", async () => {
  await using app = new ToolFixture();
  app.put("a.txt", "one\ntwo\nthree\n");
  await app.call("os-view", { path: "a.txt" });
  const step = new StepBase();
  const edit = { path: "a.txt", first: 2, last: 2, search: "two" };
  const ends = await Promise.all(
    ["x", "y", "z"].map((replace) => app.call("os-line-replace", { ...edit, replace }, { step })),
  );
  expect(ends.map(({ status }) => status)).toEqual(["ok", "failed", "failed"]);
  expect(app.disk("a.txt")).toBe("one\nx\nthree\n");
});

/** A text with repeated lines, and twenty edits of it in any order, each by its own lines. */
function scramble(seed: number) {
  let state = seed;
  const random = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const lines = Array.from(
    { length: 120 },
    () => ["  </div>", "}", "", `v${random(9)}`][random(4)],
  );
  const starts = Array.from({ length: 20 }, (_, at) => at * 6 + random(3));
  const edits = starts.map((start, at) => {
    const length = random(3);
    return {
      first: start + 1,
      last: start + length,
      search: lines.slice(start, start + length).join("\n") + (length === 0 ? "" : "\n"),
      replace: Array.from({ length: random(4) }, (_, n) => `edit ${at}.${n}\n`).join(""),
    };
  });
  const result = [...lines];
  for (const { first, last, replace } of edits.toReversed()) {
    const made = replace === "" ? [] : replace.slice(0, -1).split("\n");
    result.splice(first - 1, last - first + 1, ...made);
  }
  const ended = (all: readonly (string | undefined)[]): string =>
    all.map((each) => `${each}\n`).join("");
  const shuffled = edits.toSorted(() => random(3) - 1);
  return { text: ended(lines), edits: shuffled, wanted: ended(result) };
}
