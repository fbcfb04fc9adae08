import { expect, test } from "vitest";
import { specificityOf, splitSelectors } from "./cascade.ts";

test.each([
  ["*", [0, 0, 0]],
  ["li", [0, 0, 1]],
  ["ul li.red.level", [0, 2, 2]],
  ["#x34y", [1, 0, 0]],
  ['a[href="#top"]:hover', [0, 2, 1]],
  ["p::before", [0, 0, 2]],
  [":where(#a, .b) em", [0, 0, 1]],
  [":is(#a, .b) > em", [1, 0, 1]],
  [":not(.a:nth-child(2n + 1))", [0, 2, 0]],
  [":nth-child(2n of li.item)", [0, 2, 1]],
  [".sm\\:p-4:hover", [0, 2, 0]],
  [".w-\\[3px\\]", [0, 1, 0]],
])("%s weighs %j", (selector, weight) => {
  expect(specificityOf(selector)).toEqual(weight);
});

test("a list is cut at its own commas only", () => {
  expect(splitSelectors("a:is(b, c), [d=','] , .e\\,f")).toEqual([
    "a:is(b, c)",
    "[d=',']",
    ".e\\,f",
  ]);
});
