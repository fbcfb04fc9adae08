import { expect, test } from "vitest";
import type { SearchQuery } from "../../../common/contracts/search.ts";
import { findInText } from "./findInText.ts";

function query(pattern: string, change: Partial<SearchQuery> = {}): SearchQuery {
  return {
    pattern,
    isRegex: true,
    matchCase: false,
    wholeWord: false,
    include: [],
    exclude: [],
    respectIgnores: true,
    captures: true,
    ...change,
  };
}

const texts = (text: string, asked: SearchQuery) =>
  findInText(text, asked)?.map((match) => match.text);

test("tells places as ripgrep does for the same file", () => {
  expect(findInText("low\r\n😀 Tide tide\r\n", query("(t)ide", { wholeWord: true }))).toEqual([
    {
      line: 2,
      column: 4,
      endLine: 2,
      endColumn: 8,
      preview: "😀 Tide tide",
      previewAt: 3,
      isCut: false,
      text: "Tide",
      groups: ["T"],
    },
    {
      line: 2,
      column: 9,
      endLine: 2,
      endColumn: 13,
      preview: "😀 Tide tide",
      previewAt: 8,
      isCut: false,
      text: "tide",
      groups: ["t"],
    },
  ]);
});

test("a plain text is no expression", () => {
  expect(texts("a.b a+b axb", query("a.b", { isRegex: false }))).toEqual(["a.b"]);
  expect(texts("x-[y]\\n", query("-[y]\\n", { isRegex: false }))).toEqual(["-[y]\\n"]);
});

test("stays within a line unless the expression names a line end", () => {
  expect(texts("one\r\ntwo", query(String.raw`\w+\s*\w*`))).toEqual(["one", "two"]);
  const across = findInText("one\r\ntwo\r\nthree", query(String.raw`two\n(three)`));
  expect(
    across?.map(({ line, endLine, endColumn, text }) => [line, endLine, endColumn, text]),
  ).toEqual([[2, 3, 6, "two\r\nthree"]]);
});

test("an expression that only ripgrep understands is not guessed at", () => {
  expect(findInText("tide", query("(?i:tide)(?#x)"))).toBeNull();
  expect(texts("tide", query("(?P<all>tide)"))).toEqual(["tide"]);
});

test("empty matches come to an end", () => {
  expect(findInText("ab\nc", query("^"))?.map(({ line }) => line)).toEqual([1, 2]);
});
