import { expect, test } from "vitest";
import { diffLines } from "./lineDiff.ts";

const lines = (text: string): readonly string[] => (text === "" ? [] : text.split(" "));

/** Does what the changes say to `before`; a correct diff gives `after`. */
function applied(before: readonly string[], after: readonly string[]): readonly string[] {
  const result = [...before];
  for (const { oldStart, oldCount, start, count } of diffLines(before, after).toReversed()) {
    result.splice(oldStart, oldCount, ...after.slice(start, start + count));
  }
  return result;
}

test("tells added, removed and changed lines", () => {
  expect(diffLines(lines("a b c"), lines("a b c"))).toEqual([]);
  expect(diffLines(lines("a c"), lines("a b c"))).toEqual([
    { oldStart: 1, oldCount: 0, start: 1, count: 1 },
  ]);
  expect(diffLines(lines("a b c"), lines("a c"))).toEqual([
    { oldStart: 1, oldCount: 1, start: 1, count: 0 },
  ]);
  expect(diffLines(lines("a b c d e"), lines("a x c d y z e"))).toEqual([
    { oldStart: 1, oldCount: 1, start: 1, count: 1 },
    { oldStart: 4, oldCount: 0, start: 4, count: 2 },
  ]);
});

test("what it tells makes the new text of the old one, whatever they are", () => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed % below;
  };
  for (let i = 0; i < 300; i++) {
    const before = Array.from({ length: random(30) }, () => `line ${random(6)}`);
    const after = Array.from({ length: random(30) }, () => `line ${random(6)}`);
    expect(applied(before, after)).toEqual(after);
  }
});

test("texts that share nothing are one change, without long thought", () => {
  const before = Array.from({ length: 5000 }, (_, i) => `old ${i}`);
  const after = Array.from({ length: 5000 }, (_, i) => `new ${i}`);
  expect(diffLines(before, after)).toEqual([
    { oldStart: 0, oldCount: 5000, start: 0, count: 5000 },
  ]);
});
