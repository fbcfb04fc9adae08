import { expect, test } from "vitest";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { rollUp } from "../../client/fileMarks.ts";
import { lookUpMarks } from "./rowMarks.ts";
import type { EntryRow } from "./treeRows.ts";

function row(path: string, kind: EntryRow["kind"], expanded = false): EntryRow {
  return {
    type: "entry",
    path: path as FilePath,
    name: path,
    kind,
    depth: 0,
    expanded,
    ignored: false,
    renaming: false,
  };
}

const file = "src/a.ts" as FilePath;
const added = { letter: "A", tone: "ok", title: "added" } as const;
const marksOf = lookUpMarks({
  dirty: new Set([file]),
  broken: "src/b.ts",
  rolled: rollUp(new Map([["git", new Map([[file, added]])]])),
});

test("a file shows its own marks and that it is unsaved", () => {
  expect(marksOf(row(file, "file"))).toEqual({
    dirty: true,
    problem: false,
    own: [added],
    tone: "ok",
  });
});

test("a folder tells of unsaved text only while it is closed, and of a problem always", () => {
  expect(marksOf(row("src", "folder"))).toEqual({
    dirty: true,
    problem: true,
    own: [],
    tone: "err",
  });
  expect(marksOf(row("src", "folder", true))).toMatchObject({ dirty: false, problem: true });
});

test("a row that did not change gets the same object", () => {
  const same = row("src", "folder");
  expect(marksOf(same)).toBe(marksOf(same));
});
