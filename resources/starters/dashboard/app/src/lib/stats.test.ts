import { expect, test } from "vitest";
import { days } from "@/data/days";
import { formatChange, formatMinutes } from "@/lib/format";
import { niceMax } from "@/lib/scale";
import { change, periods, summarise } from "@/lib/stats";

test("periods are neighbours of equal length", () => {
  const { current, previous } = periods(days, 14);
  expect(current).toHaveLength(14);
  expect(previous).toHaveLength(14);
  expect(previous.at(-1)!.date < current[0]!.date).toBe(true);
});

test("the on-time rate is weighted by deliveries", () => {
  const base = { date: "2026-01-01", planned: 0, minutes: 60, incidents: 0 };
  const summary = summarise([
    { ...base, delivered: 100, onTime: 100 },
    { ...base, delivered: 300, onTime: 150 },
  ]);
  expect(summary.onTimeRate).toBe(0.625);
});

test("an empty period gives zeros, not NaN", () => {
  expect(summarise([])).toEqual({ delivered: 0, onTimeRate: 0, handlingMinutes: 0, incidents: 0 });
  expect(change(5, 0)).toBe(0);
});

test("numbers are written for people", () => {
  expect(formatMinutes(65)).toBe("1 h 05");
  expect(formatChange(-0.012)).toBe("−1.2%");
  expect(niceMax(1830)).toBe(2000);
  expect(niceMax(2040)).toBe(2400);
});
