import { expect, test } from "vitest";
import type { SaveTrace } from "../../../common/contracts/preview.ts";
import { saveTimes, sparkline, stepTimes } from "./saveTimes.ts";

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
    p50: 60,
    p95: 80,
    slowest: 80,
  });
  const none = { painted: [], newest: null, p50: null, p95: null, slowest: null };
  expect(saveTimes([])).toEqual(none);
});

test("of a hundred saves five may be slower than p95", () => {
  const saves = Array.from({ length: 100 }, (_, at) => save(at + 1));
  expect(saveTimes(saves)).toMatchObject({ p50: 50, p95: 95, slowest: 100 });
});

test("each step takes from where the last one ended; a step that is missing takes nothing", () => {
  expect(stepTimes({ ...save(40), written: 3, transformed: null, pushed: 21 })).toEqual([
    { step: "written", from: 0, ms: 3 },
    { step: "transformed", from: 3, ms: null },
    { step: "pushed", from: 3, ms: 18 },
    { step: "painted", from: 21, ms: 19 },
  ]);
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
