import { expect, test } from "vitest";
import { planDiff } from "./planDiff.ts";
import { sideClass, sideStep } from "./utilities.ts";

const lines = (before: string, after: string): string[][] =>
  planDiff({ before, after }).map((stretch) =>
    stretch.map(({ kind, line, text }) => `${kind} ${line} ${text}`),
  );

test("only lines that differ are shown, those apart as stretches of their own", () => {
  expect(lines("a\nb\nc\nd\ne", "a\nB\nc\nd\nE")).toEqual([
    ["removed 2 b", "added 2 B"],
    ["removed 5 e", "added 5 E"],
  ]);
  expect(lines("a\nb\nc", "a\nc")).toEqual([["removed 2 b"]]);
  expect(lines("a\nc", "a\nb\nc")).toEqual([["added 2 b"]]);
});

test("a side reads the class that sets it, its own before both and all", () => {
  const at = { box: "p", side: "t", prefix: "" } as const;
  expect(sideStep(["p-4"], at)).toEqual({ step: "4", className: "p-4", isOwn: false });
  expect(sideStep(["p-4", "py-2"], at)?.step).toBe("2");
  expect(sideStep(["p-4", "py-2", "pt-1"], at)?.step).toBe("1");
  expect(sideStep(["md:p-4"], at)).toBeNull();
});

test("what is typed into a side is a step, a length, or nothing", () => {
  const at = { box: "m", side: "l", prefix: "md:" } as const;
  expect(["6", "-2", "auto", "13px", "wide", "0.3"].map((typed) => sideClass(typed, at))).toEqual([
    "md:ml-6",
    "md:-ml-2",
    "md:ml-auto",
    "md:ml-[13px]",
    null,
    null,
  ]);
});
