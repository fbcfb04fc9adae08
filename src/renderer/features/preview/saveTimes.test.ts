import { expect, test } from "vitest";
import type { SaveTrace } from "../../../common/contracts/preview.ts";
import { saveTimes, sparkline } from "./saveTimes.ts";

function save(painted: number | null): SaveTrace {
  return {
    saveId: "s",
    path: "a.ts",
    startedAt: 0,
    written: 1,
    transformed: 2,
    pushed: 3,
    painted,
  };
}

test("the newest painted save counts, one that is under way does not", () => {
  expect(saveTimes([save(80), save(40), save(60), save(null)])).toEqual({
    painted: [80, 40, 60],
    newest: 60,
    median: 60,
  });
  expect(saveTimes([])).toEqual({ painted: [], newest: null, median: null });
});

test("the line stays inside its box, slow is up", () => {
  const points = sparkline([50, 100, 50], { width: 54, height: 12 })
    .split(" ")
    .map((point) => point.split(",").map(Number));
  expect(points).toEqual([
    [1, 10],
    [27, 2],
    [53, 10],
  ]);
});
