import { expect, test } from "vitest";
import { FilePath } from "../../../common/apps/filePath.ts";
import type { Diagnostic } from "../../../common/contracts/language.ts";
import { countByFile, countProblems, problemRows, type Sources } from "./problemRows.ts";

const a = FilePath.parse("src/a.ts");
const b = FilePath.parse("src/b.ts");

function item(line: number, severity: Diagnostic["severity"], message: string): Diagnostic {
  const place = { line, character: 0 };
  return { range: { start: place, end: place }, severity, message, source: "ts", code: "1" };
}

const SOURCES: Sources = new Map([
  [
    "typescript",
    new Map([
      [a, [item(9, "warning", "unused"), item(1, "hint", "fade me")]],
      [b, [item(5, "error", "second"), item(2, "error", "first")]],
    ]),
  ],
  ["eslint", new Map([[a, [item(3, "warning", "lint says")]]])],
]);

const SHOW_ALL = { words: "", scope: "all", current: null, closed: new Set<FilePath>() } as const;

const shown = (filter: Parameters<typeof problemRows>[1]) =>
  problemRows(SOURCES, filter).map((row) => {
    if (row.type === "preview") return row.problem.title;
    return row.type === "file" ? `${row.path} (${row.count})` : row.item.message;
  });

test("lists files with errors first, each problem by what matters and where it stands", () => {
  expect(shown(SHOW_ALL)).toEqual([
    "src/b.ts (2)",
    "first",
    "second",
    "src/a.ts (2)",
    "lint says",
    "unused",
  ]);
});

test("lists what the person looks for", () => {
  expect(shown({ ...SHOW_ALL, words: "LINT" })).toEqual(["src/a.ts (1)", "lint says"]);
  expect(shown({ ...SHOW_ALL, scope: "errors" })).toEqual(["src/b.ts (2)", "first", "second"]);
  expect(shown({ ...SHOW_ALL, scope: "current", current: a })[0]).toBe("src/a.ts (2)");
  expect(shown({ ...SHOW_ALL, closed: new Set([b]) })[1]).toBe("src/a.ts (2)");
});

test("counts errors and warnings in all and by file", () => {
  expect(countProblems(SOURCES)).toEqual({ errors: 2, warnings: 2 });
  expect([...countByFile(SOURCES)]).toEqual([
    [a, { errors: 0, warnings: 2 }],
    [b, { errors: 2, warnings: 0 }],
  ]);
});
