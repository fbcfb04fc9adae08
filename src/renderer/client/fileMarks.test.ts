import { expect, test } from "vitest";
import type { FilePath } from "../../common/apps/filePath.ts";
import { type FileMark, type FileMarks, rollUp } from "./fileMarks.ts";

const modified: FileMark = { letter: "M", tone: "warn", title: "modified" };
const added: FileMark = { letter: "A", tone: "ok", title: "added" };
const broken: FileMark = { letter: "2", tone: "err", title: "2 problems" };

function marks(byPath: Record<string, FileMark>): FileMarks {
  return new Map(Object.entries(byPath) as [FilePath, FileMark][]);
}

test("a file has the marks of every source, and its folders the worst tone below them", () => {
  const rolled = rollUp(
    new Map([
      ["git", marks({ "src/a/x.ts": modified, "src/b/y.ts": added, "readme.md": added })],
      ["problems", marks({ "src/a/x.ts": broken })],
    ]),
  );
  expect(Object.fromEntries(rolled)).toEqual({
    "src/a/x.ts": { own: [broken, modified], tone: "err" },
    "src/a": { own: [], tone: "err" },
    src: { own: [], tone: "err" },
    "src/b/y.ts": { own: [added], tone: "ok" },
    "src/b": { own: [], tone: "ok" },
    "readme.md": { own: [added], tone: "ok" },
  });
});

test("a quieter mark that comes later does not hide a worse one in the same folder", () => {
  const rolled = rollUp(
    new Map([
      ["problems", marks({ "src/x.ts": broken })],
      ["git", marks({ "src/y.ts": added })],
    ]),
  );
  expect(rolled.get("src")?.tone).toBe("err");
});

test("a folder with a mark of its own keeps the worse tone of what is in it", () => {
  const rolled = rollUp(new Map([["git", marks({ "lib/x.ts": broken, lib: added })]]));
  expect(rolled.get("lib")).toEqual({ own: [added], tone: "err" });
});
