import { expect, test } from "vitest";
import { minimalEdits } from "./minimalEdits.ts";

function applied(before: string, after: string): string {
  return minimalEdits(before, after).reduceRight(
    (text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end),
    before,
  );
}

test("edits only what differs in the lines that differ", () => {
  const before = "const a=1;\nkeep();\nkeep();\nconst b  = 2;\nlast();\n";
  const after = "const a = 1;\nkeep();\nkeep();\nconst b = 2;\nlast();\n";
  expect(minimalEdits(before, after)).toEqual([
    { start: 7, end: 8, text: " = " },
    { start: 35, end: 36, text: "" },
  ]);
});

test("makes any text of any other", () => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const text = (): string =>
    Array.from({ length: random(30) }, () => "abc".slice(random(3)) + "\n".repeat(random(3))).join(
      "",
    );
  for (let round = 0; round < 400; round += 1) {
    const [before, after] = [text(), text()];
    expect(applied(before, after)).toBe(after);
  }
  expect(applied("", "a\n")).toBe("a\n");
  expect(applied("a\r\nb", "")).toBe("");
});

test("a text that is new altogether is replaced without a long search", () => {
  const before = Array.from({ length: 4000 }, (_, at) => `old ${at}\n`).join("");
  const after = Array.from({ length: 4000 }, (_, at) => `new ${at}\n`).join("");
  expect(applied(before, after)).toBe(after);
});

test("lines that changed beside each other are edited apart", () => {
  expect(minimalEdits('a("x"); // end\nb( 1 )\n', "a('x'); // end\nb(1)\n")).toEqual([
    { start: 2, end: 5, text: "'x'" },
    { start: 17, end: 20, text: "1" },
  ]);
});
