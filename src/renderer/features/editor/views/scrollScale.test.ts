import { expect, test } from "vitest";
import { ROW_HEIGHT, scrollScale } from "./scrollScale.ts";

test("a few rows scroll as they are", () => {
  const scale = scrollScale(1_000, 500);
  expect([scale.height, scale.isScaled, scale.limit, scale.topOf(321)]).toEqual([
    20_000,
    false,
    19_500,
    321,
  ]);
});

test("both ends of twenty million rows can be reached, and places lead back to themselves", () => {
  const rows = 20_000_000;
  const scale = scrollScale(rows, 500);
  expect(scale.isScaled).toBe(true);
  expect(scale.topOf(0)).toBe(0);
  expect(Math.floor((scale.topOf(scale.height - 500) + 500) / ROW_HEIGHT)).toBe(rows);
  expect(scale.topOf(scale.scrollOf(123_456_789))).toBeCloseTo(123_456_789, 3);
});

test("what fits does not scroll", () => {
  expect(scrollScale(3, 500)).toMatchObject({ height: 60, limit: 0 });
  expect(scrollScale(0, 500).topOf(0)).toBe(0);
});
