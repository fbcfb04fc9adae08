import { expect, test } from "vitest";
import { fitPage, sideOf } from "./fit.ts";

const room = { width: 600, height: 400 };

test("a page without a size of its own fills the room", () => {
  expect(fitPage(null, room, "fit")).toEqual({ width: 600, height: 400, scale: 1 });
  expect(fitPage(null, room, 0.5)).toEqual({ width: 1200, height: 800, scale: 0.5 });
});

test("a screen is made smaller until all of it is in sight, and never larger", () => {
  expect(fitPage({ width: 400, height: 800 }, room, "fit")).toEqual({
    width: 400,
    height: 800,
    scale: 0.5,
  });
  expect(fitPage({ width: 300, height: 200 }, room, "fit").scale).toBe(1);
  expect(fitPage({ width: 400, height: 800 }, room, 1).scale).toBe(1);
});

test("a room that is not laid out yet does not make a page vanish", () => {
  expect(fitPage({ width: 400, height: 800 }, { width: 0, height: 0 }, "fit").scale).toBe(1);
});

test("sides stay within what a page can be", () => {
  expect([sideOf(20), sideOf(412.6), sideOf(90_000), sideOf(Number.NaN)]).toEqual([
    200, 413, 5120, 200,
  ]);
});
