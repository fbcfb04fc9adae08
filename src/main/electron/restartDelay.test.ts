import { expect, test } from "vitest";
import { RestartDelay } from "./restartDelay.ts";

test("waits longer each time a process dies young, up to a limit", () => {
  const delay = new RestartDelay();
  const waits = Array.from({ length: 8 }, () => delay.after(10));
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
});

test("a process that lived long is started again at once", () => {
  const delay = new RestartDelay();
  delay.after(10);
  delay.after(10);
  expect(delay.after(3_600_000)).toBe(500);
});
