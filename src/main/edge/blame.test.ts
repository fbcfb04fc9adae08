import { expect, it } from "vitest";
import { Blame } from "./blame.ts";

const hang = (at: number, ...lost: (readonly [string, number])[]) => ({
  cause: "hang" as const,
  at,
  lost: lost.map(([key, sentAt]) => ({ key, sentAt })),
});

it("accuses nobody for one fall, and for two only within a minute", () => {
  const blame = new Blame();
  blame.entered("a", 1);
  expect([blame.judge(hang(1_000)), blame.judge(hang(62_000))]).toEqual([undefined, undefined]);
  expect(blame.judge(hang(63_000))?.key).toBe("a");
});

it("finds who was at work in both falls although others were entered later", () => {
  const blame = new Blame();
  blame.entered("slow-then-loops", 10);
  blame.entered("b", 20);
  blame.judge(hang(1_000, ["slow-then-loops", 9], ["b", 19]));
  blame.entered("slow-then-loops", 2_010);
  blame.entered("c", 2_020);
  expect(blame.judge(hang(3_000, ["slow-then-loops", 2_009], ["c", 2_019]))?.key).toBe(
    "slow-then-loops",
  );
});

it("does not suspect a request that never began because another hung already", () => {
  const blame = new Blame();
  for (const at of [1_000, 3_000]) {
    blame.entered("busy", at - 500);
    blame.entered("loops", at - 400);
    const verdict = blame.judge(hang(at, ["busy", at - 300], ["loops", at - 401]));
    expect(verdict?.key).toBe(at === 3_000 ? "loops" : undefined);
  }
});

it("forgets what a script did before it was uploaded anew", () => {
  const blame = new Blame();
  blame.entered("a", 1);
  blame.judge(hang(1_000));
  blame.forgive("a");
  blame.entered("a", 2_000);
  expect(blame.judge(hang(3_000))).toBeUndefined();
});
