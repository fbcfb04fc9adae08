import { chmodSync } from "node:fs";
import { expect, test } from "vitest";
import { AppId } from "../common/apps/appId.ts";
import { problem, toProblem } from "../common/contracts/problem.ts";
import type { TextEdit } from "../common/contracts/search.ts";
import { composeSearch } from "./composeSearch.ts";
import { filePath, WorkspaceFixture } from "./services/workspace/workspaceFixture.ts";

const APP = AppId.parse("jwbqqn");

function searchOf(fixture: WorkspaceFixture) {
  return composeSearch({
    workspace: (appId) => {
      if (appId !== APP) throw problem("not-found", "This app is not open.");
      return fixture.workspace;
    },
  });
}

function edit(line: number, column: number, expected: string, replacement: string): TextEdit {
  return {
    line,
    column,
    endLine: line,
    endColumn: column + expected.length,
    expected,
    replacement,
  };
}

test("a replacement keeps encoding and line endings, and one undo takes all of it back", async () => {
  await using fixture = new WorkspaceFixture();
  const before = "\ufeffcafé tide tide\r\nlow\r\n";
  fixture.put("a.txt", before);
  fixture.put("b.txt", Buffer.from("\ufefftide\n", "utf16le"));
  const search = searchOf(fixture);
  const replaced = await search.replace({
    appId: APP,
    files: [
      {
        path: filePath("a.txt"),
        edits: [
          edit(1, 6, "tide", "high\nwater"),
          edit(1, 11, "tide", "$&"),
          edit(2, 1, "low", ""),
        ],
      },
      { path: filePath("b.txt"), edits: [edit(1, 1, "tide", "ebb")] },
    ],
  });
  expect(replaced).toMatchObject({
    written: [
      { path: "a.txt", edits: 3 },
      { path: "b.txt", edits: 1 },
    ],
    refused: [],
  });
  expect(fixture.disk("a.txt")).toBe("\ufeffcafé high\nwater $&\r\n\r\n");
  expect(await fixture.workspace.read(filePath("b.txt"))).toMatchObject({
    text: "ebb\n",
    encoding: "utf-16le",
  });
  const undone = await search.undoReplace(APP, replaced.undoId ?? "");
  expect(undone.refused).toEqual([]);
  expect(fixture.disk("a.txt")).toBe(before);
  expect(await fixture.workspace.read(filePath("b.txt"))).toMatchObject({ text: "tide\n" });
});

test("a file that changed since the search is left alone, the others are written", async () => {
  await using fixture = new WorkspaceFixture();
  fixture.put("a.txt", "flood tide");
  fixture.put("b.txt", "tide");
  const search = searchOf(fixture);
  const files = [
    { path: filePath("a.txt"), edits: [edit(1, 1, "tide", "ebb")] },
    { path: filePath("b.txt"), edits: [edit(1, 1, "tide", "ebb")] },
    { path: filePath("gone.txt"), edits: [edit(1, 1, "tide", "ebb")] },
  ];
  const { written, refused } = await search.replace({ appId: APP, files });
  expect(written).toEqual([{ path: "b.txt", edits: 1 }]);
  expect(refused.map(({ path, problem: { code } }) => [path, code])).toEqual([
    ["a.txt", "conflict"],
    ["gone.txt", "not-found"],
  ]);
  expect(fixture.disk("a.txt")).toBe("flood tide");
  expect(fixture.disk("b.txt")).toBe("ebb");
});

test("a file that may not be written does not keep the others from it", async () => {
  await using fixture = new WorkspaceFixture();
  fixture.put("a.txt", "tide");
  fixture.put("locked.txt", "tide");
  chmodSync(fixture.absolute("locked.txt"), 0o444);
  const files = ["a.txt", "locked.txt"].map((name) => ({
    path: filePath(name),
    edits: [edit(1, 1, "tide", "ebb")],
  }));
  const { written, refused } = await searchOf(fixture).replace({ appId: APP, files });
  expect(written).toEqual([{ path: "a.txt", edits: 1 }]);
  expect(refused).toMatchObject([{ path: "locked.txt", problem: { code: "no-permission" } }]);
  expect([fixture.disk("a.txt"), fixture.disk("locked.txt")]).toEqual(["ebb", "tide"]);
});

test("what was edited after the replacement is not undone over", async () => {
  await using fixture = new WorkspaceFixture();
  fixture.put("a.txt", "tide");
  fixture.put("b.txt", "tide");
  const search = searchOf(fixture);
  const files = ["a.txt", "b.txt"].map((name) => ({
    path: filePath(name),
    edits: [edit(1, 1, "tide", "ebb")],
  }));
  const { undoId } = await search.replace({ appId: APP, files });
  fixture.put("a.txt", "ebb and flow");
  const undone = await search.undoReplace(APP, undoId ?? "");
  expect(undone.refused).toMatchObject([{ path: "a.txt", problem: { code: "conflict" } }]);
  expect([fixture.disk("a.txt"), fixture.disk("b.txt")]).toEqual(["ebb and flow", "tide"]);
  const again = await search.undoReplace(APP, undoId ?? "").catch(toProblem);
  expect(again).toMatchObject({ code: "not-found" });
});

test("edits that overlap, and protected files, are refused", async () => {
  await using fixture = new WorkspaceFixture();
  fixture.put("a.txt", "tides");
  fixture.put("node_modules/p/a.js", "tide");
  const search = searchOf(fixture);
  const { refused } = await search.replace({
    appId: APP,
    files: [
      { path: filePath("a.txt"), edits: [edit(1, 1, "tide", "x"), edit(1, 4, "es", "y")] },
      { path: filePath("node_modules/p/a.js"), edits: [edit(1, 1, "tide", "x")] },
    ],
  });
  expect(refused.map(({ problem: { code } }) => code)).toEqual(["conflict", "protected"]);
  expect(fixture.disk("a.txt")).toBe("tides");
  expect(fixture.disk("node_modules/p/a.js")).toBe("tide");
});

test("an app that is not open is not searched", async () => {
  await using fixture = new WorkspaceFixture();
  const query = {
    pattern: "tide",
    isRegex: false,
    matchCase: false,
    wholeWord: false,
    include: [],
    exclude: [],
    respectIgnores: true,
    captures: false,
  };
  expect(() => searchOf(fixture).find(AppId.parse("other2"), query)).toThrow("not open");
});
