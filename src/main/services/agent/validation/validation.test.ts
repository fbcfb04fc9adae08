import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { filePath, RecordingSink, STOPPED, ToolFixture } from "../../../agent/agentToolFixture.ts";
import { Emitter } from "../../../../common/base/event.ts";
import { silentLog } from "../../../../common/base/log.ts";
import type { Diagnostic } from "../../../../common/contracts/language.ts";
import type { PreviewProblem, PreviewState } from "../../../../common/contracts/preview.ts";
import { SyntaxProcess } from "../../../syntax/syntaxProcess.ts";
import { previewConsole } from "./appConsole.ts";
import { Validation, type ValidationPorts } from "./validation.ts";

/** A preview that answers a save as it is told to. */
class FakePreview {
  readonly #changed = new Emitter<PreviewState>();
  readonly onChange = this.#changed.on;
  value: PreviewState = { ...STOPPED, status: "ready" };

  set(change: Partial<PreviewState>): void {
    this.value = { ...this.value, ...change, rev: this.value.rev + 1 };
    this.#changed.fire(this.value);
  }

  /** The save is written, and the compiler takes its time. */
  save(saveId: string): void {
    const save = { saveId, path: "a.ts", startedAt: Date.now(), written: 1 };
    const open = { ...save, transformed: null, pushed: null, painted: null };
    this.set({ status: "catching-up", saves: [...this.value.saves, open] });
  }

  reach(step: "transformed" | "pushed" | "painted"): void {
    this.set({ saves: this.value.saves.map((save) => ({ ...save, [step]: 5 })) });
  }
}

const BROKEN: PreviewProblem = {
  code: "transform-failed",
  title: "src/a.ts could not be compiled",
  cause: "Unexpected token",
  frame: null,
  file: "src/a.ts",
  line: 3,
  column: 1,
  action: null,
  subject: null,
};

const TYPE_ERROR: Diagnostic = {
  range: { start: { line: 0, character: 6 }, end: { line: 0, character: 7 } },
  severity: "error",
  message: "Type 'number' is not assignable to type 'string'.",
  source: "ts(2322)",
  code: "2322",
};

function appWith(preview: FakePreview, ports: Partial<ValidationPorts> = {}) {
  const output: { at: number; level: "error"; source: "worker"; message: string }[] = [];
  const validation = new Validation(
    {
      parse: async () => null,
      preview: () => preview,
      console: previewConsole(() => ({ value: output })),
      types: async () => null,
      now: Date.now,
      ...ports,
    },
    { consoleMs: 200, graceMs: 10, typesAfterMs: 1, previewMs: 2_000 },
  );
  const app = new ToolFixture({ validation });
  const { workspace } = app;
  workspace.onFilesChanged(({ saveIds }) => {
    for (const saveId of saveIds) preview.save(saveId);
  });
  return { app, output, validation };
}

const write = { path: "src/a.ts", content: "export const a: string = 1;\n" };

test("complete comes only after the compiler has answered", async () => {
  const preview = new FakePreview();
  const { app } = appWith(preview);
  await using _ = app;
  const sink = new RecordingSink();
  const ended = app.call("os-write", write, { sink });
  await expect.poll(() => sink.told.at(-1)).toBe("updating-preview 60");
  preview.reach("transformed");
  preview.reach("painted");
  expect(await ended).toMatchObject({
    status: "ok",
    output: { problems: [], validated: ["preview", "console"] },
  });
});

test("what the compiler stumbles over is told with its place", async () => {
  const preview = new FakePreview();
  const { app } = appWith(preview);
  await using _ = app;
  const ended = app.call("os-write", write);
  await expect.poll(() => preview.value.status).toBe("catching-up");
  preview.set({ status: "failed", problem: BROKEN });
  expect((await ended).diagnostics).toEqual([
    {
      source: "transform",
      severity: "error",
      path: "src/a.ts",
      line: 3,
      message: "src/a.ts could not be compiled\nUnexpected token",
    },
  ]);
});

test("a problem that was there before the write is not its answer", async () => {
  const preview = new FakePreview();
  preview.set({ status: "failed", problem: BROKEN });
  const { app } = appWith(preview);
  await using _ = app;
  const ended = app.call("os-write", write);
  await expect.poll(() => preview.value.saves.length).toBe(1);
  preview.set({ problem: null, status: "catching-up" });
  preview.reach("transformed");
  expect((await ended).diagnostics).toEqual([]);
});

test("what the page prints then is told, and what it printed before is not", async () => {
  const preview = new FakePreview();
  const { app, output } = appWith(preview);
  await using _ = app;
  const line = { level: "error", source: "worker" } as const;
  output.push({ ...line, at: Date.now() - 60_000, message: "old" });
  const ended = app.call("os-write", write);
  await expect.poll(() => preview.value.saves.length).toBe(1);
  preview.reach("transformed");
  output.push({ ...line, at: Date.now(), message: "a is not a function" });
  preview.reach("painted");
  const { diagnostics } = await ended;
  expect(diagnostics.map(({ message }) => message)).toEqual(["worker: a is not a function"]);
});

test("types follow after the end, and are asked for again when the run is checked", async () => {
  const preview = new FakePreview();
  preview.set({ status: "stopped" });
  let found = [TYPE_ERROR];
  const { app, validation } = appWith(preview, { types: async () => found });
  await using _ = app;
  preview.set({ status: "stopped" });
  const sink = new RecordingSink();
  const ended = app.call("os-write", write, { sink });
  await expect.poll(() => preview.value.saves.length).toBe(1);
  preview.set({ status: "stopped" });
  await ended;
  const said = { source: "types", messages: [`ts(2322): ${TYPE_ERROR.message}`] };
  await expect.poll(() => sink.found).toEqual([said]);
  found = [];
  await validation.checked(app.appId, new AbortController().signal);
  expect(sink.found.at(-1)).toEqual({ source: "types", messages: [] });
});

test("the parser answers from its own process, also after a death", async () => {
  const entry = fileURLToPath(new URL("../../../syntax/entry.ts", import.meta.url));
  await using parser = new SyntaxProcess({ nodeBinary: process.execPath, entry, log: silentLog });
  const path = filePath("a.tsx");
  expect(await parser.errors(path, "const a = <p>ok</p>;\n")).toEqual([]);
  expect(await parser.errors(path, "const a = 1;\nconst b: = 2;\n")).toEqual([
    { message: "Unexpected token", line: 2 },
  ]);
  expect((await parser.errors("a.json", "{")).length).toBe(1);
  const { pid } = parser;
  if (pid === null) throw new Error("The parser does not run");
  process.kill(pid, "SIGKILL");
  await expect.poll(() => parser.pid).toBeNull();
  expect(await parser.errors(path, "const a = 1;")).toEqual([]);
});
