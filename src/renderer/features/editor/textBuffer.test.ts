import { expect, test } from "vitest";
import { replacementBetween } from "./textBuffer.ts";

test.each([
  ["", "a"],
  ["abc", ""],
  ["const a = 1;\n", "const a = 2;\n"],
  ["aaaa", "aaaaa"],
  ["abab", "ab"],
  ["a\r\nb", "a\nb"],
  ["a\nb", "a\r\nb"],
  ["x😀y", "x😁y"],
  ["😀", "😀😀"],
])("%j becomes %j by one replacement that splits no character", (before, after) => {
  const edit = replacementBetween(before, after);
  if (edit === null) throw new Error("there is a difference");
  expect(before.slice(0, edit.start) + edit.text + before.slice(edit.end)).toBe(after);
  for (const cut of [before.slice(0, edit.start), before.slice(edit.end), edit.text]) {
    expect(cut).toBe(cut.toWellFormed());
  }
});

test("equal texts need no edit", () => {
  expect(replacementBetween("same", "same")).toBeNull();
});

test("only what differs is replaced", () => {
  expect(replacementBetween("one two three", "one 2 three")).toEqual({
    start: 4,
    end: 7,
    text: "2",
  });
});
