import { expect, test } from "vitest";
import { hexCells, offsetOf, printable } from "./hexRow.ts";

test("a row of bytes, whole, short and not loaded", () => {
  const bytes = [0, 255, ...Array.from({ length: 14 }, () => 65)];
  expect(hexCells(bytes)).toBe("00 ff 41 41 41 41 41 41  41 41 41 41 41 41 41 41");
  expect(hexCells([1, undefined]).trimEnd()).toBe("01 ··");
  expect([65, 10, 0x7f, undefined].map(printable).join("")).toBe("A···");
});

test("an offset is hex or decimal, and in the file", () => {
  expect(
    ["0x10", "16", " 0X1F ", "99", "-1", "1e1", ""].map((typed) => offsetOf(typed, 40)),
  ).toEqual([16, 16, 31, null, null, null, null]);
});
