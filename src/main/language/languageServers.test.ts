import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { FilePath } from "../../common/apps/filePath.ts";
import { silentLog } from "../../common/base/log.ts";
import { typescriptServer } from "./typescriptServer.ts";
import type { LanguageServerProcess } from "../services/language/ports.ts";
import { ServedApp } from "./testing/servedApp.ts";
import { eventually } from "../../../tools/test/eventually.ts";

const REACT = {
  "package.json": JSON.stringify({ name: "a", dependencies: { react: "19.0.0" } }),
  "node_modules/react/package.json": JSON.stringify({
    name: "react",
    version: "19.0.0",
    types: "index.d.ts",
  }),
  "node_modules/react/index.d.ts":
    "/** Keeps a value. */\nexport function useState<T>(start: T): [T, (next: T) => void];\n",
};

function messages(app: ServedApp): readonly string[] {
  return app.language
    .diagnostics(app.appId)
    .all()
    .flatMap(({ path, items }) => items.map(({ message }) => `${path}: ${message}`));
}

test("completes a name of a package that is not imported yet, and adds the import", async () => {
  const text = "export function Counter() {\n  const [count] = useSta\n  return count;\n}\n";
  await using app = new ServedApp({ files: { ...REACT, "src/a.ts": text } });
  app.open("src/a.ts", text);
  const asked = app.at("src/a.ts", "useSta");
  const list = await app.language.completion("typescript", asked, {
    character: null,
    again: false,
  });
  const index = list?.items.findIndex(({ label }) => label === "useState") ?? -1;
  expect(list?.items[index]).toMatchObject({ label: "useState", description: "react" });
  const item = { list: list?.id ?? 0, index };
  const resolved = await app.language.resolveCompletion("typescript", app.about("src/a.ts"), item);
  expect(resolved.edits.map(({ text: inserted }) => inserted.trim())).toEqual([
    'import { useState } from "react";',
  ]);
});

test("completes while a person types on, one key after the other", async () => {
  const text = "const items = [1];\n\n";
  await using app = new ServedApp({ files: { ...REACT, "src/a.ts": text } });
  app.open("src/a.ts", text);
  const asked: Promise<unknown>[] = [];
  let last = null;
  for (const [at, key] of "items.ma".split("").entries()) {
    app.type("src/a.ts", { line: 1, character: at }, key);
    const about = app.at("src/a.ts", "items.ma".slice(0, at + 1));
    const position = { line: 1, character: at + 1 };
    const trigger = { character: key === "." ? "." : null, again: false };
    last = app.language.completion("typescript", { ...about, position }, trigger);
    asked.push(last.catch(() => null));
  }
  await Promise.all(asked);
  expect((await last)?.items.map(({ label }) => label)).toContain("map");
});

test("leads from a use into the package's types, and into the language's own", async () => {
  const text = 'import { useState } from "react";\nuseState(Math.max(1, 2));\n';
  await using app = new ServedApp({ files: { ...REACT, "src/a.ts": text } });
  app.open("src/a.ts", text);
  const [own] = await app.language.locations("definition", app.at("src/a.ts", "\nuseSt"));
  expect(own?.at).toEqual({ kind: "app", path: "node_modules/react/index.d.ts" });
  const [library] = await app.language.locations("definition", app.at("src/a.ts", "Math.m"));
  expect(library?.at.kind).toBe("library");
  const id = library?.at.kind === "library" ? library.at.id : "";
  const read = await app.language.library(app.appId, id);
  expect(read.text).toContain("max(...values: number[]): number");
  const elsewhere = app.language.library(app.appId, "/etc/hosts");
  await expect(elsewhere).rejects.toMatchObject({ problem: { code: "not-found" } });
});

test("renames in files that are not open, in one step", async () => {
  const files = {
    "src/a.ts": "export const price = 1;\n",
    "src/b.ts": 'import { price } from "./a";\nexport const twice = price * 2;\n',
  };
  await using app = new ServedApp({ files });
  app.open("src/a.ts", files["src/a.ts"]);
  const edit = await app.language.rename(app.at("src/a.ts", "const pri"), "cost");
  expect(edit.files.map(({ path }) => path).toSorted()).toEqual(["src/a.ts", "src/b.ts"]);
  await app.language.editFiles(app.appId, edit);
  const content = await app.workspace.read(FilePath.parse("src/b.ts"));
  expect(content).toMatchObject({
    text: 'import { cost } from "./a";\nexport const twice = cost * 2;\n',
  });
});

test("does not change a package: a rename of what it exports becomes an alias here", async () => {
  const text = 'import { useState } from "react";\nuseState(1);\n';
  await using app = new ServedApp({ files: { ...REACT, "src/a.ts": text } });
  app.open("src/a.ts", text);
  const edit = await app.language.rename(app.at("src/a.ts", "\nuseSt"), "keep");
  expect(edit.files.map(({ path, edits }) => [path, ...edits.map((each) => each.text)])).toEqual([
    ["src/a.ts", "useState as keep", "keep"],
  ]);
});

test("knows what importers become before a file is moved, also unsaved ones", async () => {
  const files = { "src/a.ts": "export const a = 1;\n", "src/b.ts": "export const b = 1;\n" };
  await using app = new ServedApp({ files });
  app.open("src/b.ts", 'import { a } from "./a";\nexport const b = a;\n');
  const moves = [{ from: FilePath.parse("src/a.ts"), to: FilePath.parse("src/lib/a.ts") }];
  const edit = await app.language.moveEdits(app.appId, moves);
  expect(edit.files).toMatchObject([{ path: "src/b.ts", edits: [{ text: "./lib/a" }] }]);
});

test("tells of errors in open texts as they are typed, and in the rest of the project", async () => {
  const files = {
    "src/a.ts": "export const price: number = 1;\n",
    "src/b.ts": 'import { price } from "./a";\nexport const half: number = price / 2;\n',
  };
  await using app = new ServedApp({ files });
  app.open("src/a.ts", files["src/a.ts"]);
  app.type("src/a.ts", { line: 0, character: 19 }, "string | ");
  await eventually(() =>
    expect(messages(app)).toEqual([
      "src/b.ts: The left-hand side of an arithmetic operation must be of type 'any', 'number', 'bigint' or an enum type.",
    ]),
  );
  await app.workspace.write({
    appId: app.appId,
    path: FilePath.parse("src/c.ts"),
    text: "export const c: number = 'x';\n",
    encoding: "utf-8",
    expected: null,
  });
  await eventually(() =>
    expect(messages(app)).toContain("src/c.ts: Type 'string' is not assignable to type 'number'."),
  );
});

test("fixes an error with the edit that the server offers", async () => {
  const text = "export const total = sume;\n";
  const files = { "src/a.ts": text, "src/b.ts": "export const sume = 1;\n" };
  await using app = new ServedApp({ files });
  app.open("src/a.ts", text);
  await eventually(() => expect(messages(app)).toHaveLength(1));
  const { items } = app.language.diagnostics(app.appId).all()[0]!;
  const { range } = items[0]!;
  const asked = { range, diagnostics: items, only: null };
  const actions = await app.language.codeActions("typescript", app.about("src/a.ts"), asked);
  expect(actions.map(({ title }) => title)).toContain('Add import from "./b"');
});

test("is started again with its texts after it was killed", async () => {
  const text = "const value = 1;\nval\n";
  await using app = new ServedApp({ files: { "src/a.ts": "" } });
  app.open("src/a.ts", text);
  const asked = () =>
    app.language.completion("typescript", app.at("src/a.ts", "\nval"), {
      character: null,
      again: false,
    });
  await asked();
  const [first] = app.pids;
  process.kill(first!, "SIGKILL");
  await sleep(20);
  // The disk's text is empty: only the opened one has it.
  expect((await asked())?.items.map(({ label }) => label)).toContain("value");
  expect(app.pids).toHaveLength(2);
});

test("a server that hangs is ended, the question fails, and the next is answered", async () => {
  const real = typescriptServer(silentLog);
  const started: LanguageServerProcess[] = [];
  const text = "const value = 1;\nval\n";
  await using app = new ServedApp({
    files: { "src/a.ts": text },
    times: { patience: 400, limit: 800 },
    start: (root, answer) => {
      const server = real(root, answer);
      started.push(server);
      return server;
    },
  });
  app.open("src/a.ts", text);
  const hover = () => app.language.hover("typescript", app.at("src/a.ts", "const val"));
  expect(await hover()).not.toBeNull();
  process.kill(started[0]!.pid!, "SIGSTOP");
  await expect(hover()).rejects.toMatchObject({ problem: { code: "process-down" } });
  expect(await hover()).not.toBeNull();
  expect(started).toHaveLength(2);
});
