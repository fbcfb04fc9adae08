import { expect, test } from "vitest";
import { readPattern } from "./searchPattern.ts";

test("groups are counted in the order of their brackets, named ones by name", () => {
  expect(readPattern(String.raw`(a)(?:b)(?<year>\d+)(?=x)\((?P<day>d)[(]`).groups).toEqual([
    null,
    "year",
    "day",
  ]);
});

test("a line end asks for matching across lines, but not in a class", () => {
  expect(readPattern(String.raw`a\nb`).spansLines).toBe(true);
  expect(readPattern("a\nb").spansLines).toBe(true);
  expect(readPattern(String.raw`[^\n]+`).spansLines).toBe(false);
  expect(readPattern(String.raw`\\n`).spansLines).toBe(false);
});

test("a line end stands for both kinds", () => {
  expect(readPattern(String.raw`a\nb[\n]\\n`).anyLineEnding).toBe(String.raw`a(?:\r?\n)b[\n]\\n`);
});
