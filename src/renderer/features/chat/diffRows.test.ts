import { expect, test } from "vitest";
import { diffRows } from "./diffRows.ts";

const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
const signs = { same: " ", added: "+", removed: "-", gap: "~" };
const shown = (before: string, after: string): string[] =>
  diffRows({ before, after }).map((row) =>
    row.kind === "gap" ? `~${row.count}` : `${signs[row.kind]}${row.line} ${row.text}`,
  );

test("a change is shown with what stands around it", () => {
  const before = `${numbers(1, 12).join("\n")}\n`;
  expect(shown(before, before.replace("6\n", "six\nsix and a half\n"))).toEqual([
    "~2",
    " 3 3",
    " 4 4",
    " 5 5",
    "-6 6",
    "+6 six",
    "+7 six and a half",
    " 8 7",
    " 9 8",
    " 10 9",
    "~3",
  ]);
});

test("a new file is all added, a deleted one all removed, the same text nothing", () => {
  expect(shown("", "a\nb\n")).toEqual(["+1 a", "+2 b"]);
  expect(shown("a\n", "")).toEqual(["-1 a"]);
  expect(shown("a\n", "a\n")).toEqual([]);
});

test("neighbouring changes share what lies between them", () => {
  expect(shown("1\n2\n3\n4\n5\n", "1\nb\n3\nd\n5\n")).toEqual([
    " 1 1",
    "-2 2",
    "+2 b",
    " 3 3",
    "-4 4",
    "+4 d",
    " 5 5",
  ]);
});
