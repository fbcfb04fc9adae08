import { expect, test } from "vitest";
import { PagesInStep } from "./pagesInStep.ts";

function twoPages() {
  let now = 0;
  const told: string[] = [];
  const pages = new PagesInStep(() => now);
  const [wide, narrow] = [{}, {}];
  for (const [name, key] of [
    ["wide", wide],
    ["narrow", narrow],
  ] as const) {
    pages.add(key, {
      navigate: (path) => told.push(`${name} to ${path}`),
      scroll: (_x, y) => told.push(`${name} at ${y}`),
    });
    pages.placed(key, "/", null);
  }
  const at = (key: object, path: string, y = 0): void => pages.placed(key, path, { x: 0, y });
  told.length = 0;
  now = 10_000;
  return { wide, narrow, told, at, wait: (ms: number) => (now += ms) };
}

test("a route of one page is a route of the other, and its echo leads nobody", () => {
  const { wide, narrow, told, at } = twoPages();
  at(wide, "/shop");
  at(narrow, "/shop");
  expect(told).toEqual(["narrow to /shop"]);
});

test("a page that redirects after it was led does not drag the leader along", () => {
  const { wide, narrow, told, at, wait } = twoPages();
  at(wide, "/shop");
  at(narrow, "/m/shop");
  at(wide, "/shop");
  expect(told).toEqual(["narrow to /shop"]);
  wait(2000);
  at(narrow, "/m/cart");
  expect(told).toEqual(["narrow to /shop", "wide to /m/cart"]);
});

test("pages at the same route scroll together, without an echo", () => {
  const { wide, narrow, told, at, wait } = twoPages();
  at(wide, "/", 300);
  at(narrow, "/", 280);
  expect(told).toEqual(["narrow at 300"]);
  wait(1000);
  at(narrow, "/", 0);
  expect(told).toEqual(["narrow at 300", "wide at 0"]);
});
