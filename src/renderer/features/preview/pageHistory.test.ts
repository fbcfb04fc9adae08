import { expect, test } from "vitest";
import { canStep, currentPath, START, stepped, typedPath, visited } from "./pageHistory.ts";

const PREVIEW = "http://preview-jwbqqn.localhost:4100/";

test("a page walks, goes back, and forgets what was ahead when it turns off", () => {
  const walked = visited(visited(START, "/shop"), "/cart");
  const back = stepped(walked, -1);
  expect(currentPath(back)).toBe("/shop");
  expect(canStep(back, 1)).toBe(true);
  const turned = visited(back, "/visit");
  expect(turned).toEqual({ paths: ["/", "/shop", "/visit"], at: 2 });
  expect(canStep(turned, 1)).toBe(false);
});

test("a page that says the same place again goes nowhere", () => {
  const shop = visited(START, "/shop");
  expect(visited(shop, "/shop")).toBe(shop);
});

test("the ends are ends", () => {
  expect(stepped(START, -1)).toBe(START);
  expect(stepped(START, 1)).toBe(START);
});

test.each([
  ["/shop?filter=new#top", "/shop?filter=new#top"],
  ["shop", "/shop"],
  ["", "/"],
  ["preview-jwbqqn.localhost:4100/cart", "/cart"],
  ["http://preview-jwbqqn.localhost:4100/cart", "/cart"],
  ["http://example.com/cart", null],
  ["//example.com", null],
  ["javascript:alert(1)", "/javascript:alert(1)"],
])("typing %j goes to %j", (typed, path) => {
  expect(typedPath(typed, PREVIEW)).toBe(path);
});
