import { expect, test } from "vitest";
import { FilePath } from "../../../common/apps/filePath.ts";
import type { SearchedFile, SearchMatch } from "../../../common/contracts/search.ts";
import { actOfKey } from "./resultKeys.ts";
import { countMatches, resultRows } from "./resultRows.ts";

function match(line: number): SearchMatch {
  return {
    line,
    column: 1,
    endLine: line,
    endColumn: 5,
    preview: "tide",
    previewAt: 0,
    isCut: false,
    text: "tide",
    groups: [],
  };
}

function file(
  path: string,
  lines: readonly number[],
  hasLongLine = false,
): [FilePath, SearchedFile] {
  const parsed = FilePath.parse(path);
  return [parsed, { path: parsed, matches: lines.map(match), hasLongLine }];
}

const FILES = new Map([file("b.ts", [1, 2]), file("a.ts", [7]), file("long.js", [], true)]);

function rowsOf(change: { folded?: string[]; dismissed?: string[] } = {}) {
  return resultRows({
    files: FILES,
    folded: new Set(change.folded),
    dismissed: new Set(change.dismissed),
  });
}

const keys = (rows: ReturnType<typeof rowsOf>) => rows.map((row) => row.key);

test("files come by path, each with its matches unless it is folded", () => {
  expect(keys(rowsOf({ folded: ["b.ts"] }))).toEqual(["a.ts", "a.ts\n7:1", "b.ts", "long.js"]);
  expect(countMatches(rowsOf({ folded: ["b.ts"] }))).toEqual({ matches: 3, files: 3 });
});

test("what was put away is gone, and a file with it when nothing of it is left", () => {
  expect(keys(rowsOf({ dismissed: ["a.ts\n7:1", "b.ts\n1:1", "long.js"] }))).toEqual([
    "b.ts",
    "b.ts\n2:1",
  ]);
});

test("keys move, fold, open, put away and replace", () => {
  const rows = rowsOf();
  const press = (key: string, place: number, ctrlKey = false) =>
    actOfKey({ key, ctrlKey, metaKey: false, altKey: false }, rows, place);
  expect(press("ArrowDown", 0)).toMatchObject({ type: "select", row: { key: "a.ts\n7:1" } });
  expect(press("ArrowLeft", 3)).toMatchObject({ type: "select", row: { key: "b.ts" } });
  expect(press("ArrowLeft", 2)).toMatchObject({ type: "fold", folded: true });
  expect(press("Enter", 1)).toMatchObject({ type: "open", focus: true });
  expect(press(" ", 1)).toMatchObject({ type: "open", focus: false });
  expect(press("Delete", 0)).toMatchObject({ type: "dismiss", next: { key: "b.ts" } });
  expect(press("Enter", 3, true)).toMatchObject({ type: "replace", next: { key: "b.ts\n2:1" } });
  expect(press("x", 0)).toBeNull();
});
