import { expect, test } from "vitest";
import { readQuery } from "./omniQuery.ts";

test("a file may be followed by a line and a column", () => {
  expect(readQuery("Card.tsx")).toEqual({ kind: "files", words: "Card.tsx", place: null });
  expect(readQuery("card:12")).toEqual({
    kind: "files",
    words: "card",
    place: { line: 12, column: 1 },
  });
  expect(readQuery("card:12:5")).toMatchObject({ place: { line: 12, column: 5 } });
  // While the number is still to be typed.
  expect(readQuery("card:")).toEqual({ kind: "files", words: "card", place: null });
});

test("the first sign says what is asked for", () => {
  expect(readQuery("> save")).toEqual({ kind: "commands", words: "save" });
  expect(readQuery(":12,3")).toEqual({ kind: "line", place: { line: 12, column: 3 } });
  expect(readQuery(":")).toEqual({ kind: "line", place: null });
  expect(readQuery(":0")).toEqual({ kind: "line", place: null });
  expect(readQuery("@render")).toEqual({ kind: "fileSymbols", words: "render" });
  expect(readQuery("#total")).toEqual({ kind: "projectSymbols", words: "total" });
  expect(readQuery("")).toEqual({ kind: "files", words: "", place: null });
});
