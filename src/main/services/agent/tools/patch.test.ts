import { expect, test } from "vitest";
import { leftOutMark } from "./leftOutMark.ts";
import { applyPatch, parsePatch } from "./patch.ts";

const apply = (text: string, ...blocks: (readonly [string, string])[]): string =>
  applyPatch(
    "a.ts",
    text,
    blocks.map(([search, replace]) => ({ search, replace })),
  );

test("blocks are applied to the text as it was, in any order", () => {
  const text = "one\ntwo\nthree\n";
  expect(apply(text, ["three", "3"], ["one", "1\n1.5"])).toBe("1\n1.5\ntwo\n3\n");
});

test.each([
  ["spaces at the end of lines", "one  \ntwo\n", "one\ntwo", "x", "x\n"],
  [
    "another indentation, which the new lines follow",
    "  if (a) {\n    b\n  }\n",
    "if (a) {\n  b\n}",
    "if (c) {\n  d\n}",
    "  if (c) {\n    d\n  }\n",
  ],
  ["typographic quotes", "say “hi”\n", 'say "hi"', "done", "done\n"],
  ["Windows line ends, which are kept", "one\r\ntwo\r\n", "one", "1\n2", "1\r\n2\r\ntwo\r\n"],
])("%s", (...[, text, search, replace, wanted]) => {
  expect(apply(text, [search, replace])).toBe(wanted);
});

test("lines that stand there twice are refused with their places", () => {
  expect(() => apply("a\nb\na\n", ["a", "c"])).toThrow("holds these lines 2 times");
  // A stricter reading that is unique wins over a lenient one that is not.
  expect(apply("a\n a\n", ["a", "c"])).toBe("c\n a\n");
});

test("lines that are similar only are refused, with what is there", () => {
  expect(() =>
    apply("function go() {\n  run();\n}\n", ["function go() {\n  ran();\n}", "x"]),
  ).toThrow(
    expect.objectContaining({
      problem: expect.objectContaining({ details: expect.stringContaining("2\t  run();") }),
    }),
  );
});

test("blocks about the same lines are refused", () => {
  expect(() => apply("a\nb\nc\n", ["a\nb", "x"], ["b\nc", "y"])).toThrow("Two blocks");
});

test("a cut patch is refused", () => {
  expect(() => parsePatch("<<<<<<< SEARCH\na\n=======\nb\n")).toThrow("no whole block");
});

test.each([
  ["// ... rest of the file unchanged", true],
  ["{/* ... existing code ... */}", true],
  ["# rest of the configuration remains the same", true],
  ["// ...", true],
  ["// the rest parameter takes them all", false],
  ["const all = [...rest, ...existing];", false],
  ["<p>Loading …</p>", false],
])("%s stands for code left out: %s", (line, isMark) => {
  expect(leftOutMark(`a\n${line}\nb`, "") !== null).toBe(isMark);
});
