import { expect, test } from "vitest";
import { classPrefix, narrowCompletions } from "./narrowCompletions.ts";

const classes = Array.from({ length: 5_000 }, (_, at) => ({ label: `m-${at}` }));

test("of thousands of classes those are sent that fit what was typed", () => {
  const narrow = narrowCompletions({ isIncomplete: false, items: classes }, "m-499");
  expect(narrow).toMatchObject({ isIncomplete: false });
  expect((narrow as { items: readonly unknown[] }).items).toHaveLength(11);
});

test("too many are cut, and asked for again with the next key", () => {
  const narrow = narrowCompletions({ isIncomplete: false, items: classes }, "m-");
  expect(narrow).toMatchObject({ isIncomplete: true });
  expect((narrow as { items: readonly unknown[] }).items).toHaveLength(300);
});

test("a class is known without what stands before it", () => {
  expect(classPrefix('<div className="p-4 hover:bg-re', 31)).toBe("bg-re");
  expect(classPrefix('<div className="', 16)).toBe("");
});
