import { expect, test } from "vitest";
import { replacementOf, replacementRule } from "./replacement.ts";

function replaced(
  template: string,
  match: { text: string; groups?: readonly string[] },
  options: { pattern?: string; isRegex?: boolean; preserveCase?: boolean } = {},
): string | null {
  const { pattern = "(a)(?<day>b)", isRegex = true, preserveCase = false } = options;
  const rule = replacementRule({ pattern, isRegex }, { template, preserveCase });
  return replacementOf({ text: match.text, groups: match.groups ?? [] }, rule);
}

test("groups stand for what they matched, by number and by name", () => {
  const match = { text: "12 EUR", groups: ["12", "EUR"] };
  expect(replaced("$2 $1, $<day>, $&, $$1", match)).toBe("EUR 12, EUR, 12 EUR, $1");
  expect(replaced("$12", match)).toBe("122");
  expect(replaced("$3 $0 $<none> $", match)).toBe("$3 $0 $<none> $");
});

test("escapes are what they stand for", () => {
  expect(replaced(String.raw`a\nb\tc\\n`, { text: "x" })).toBe("a\nb\tc\\n");
});

test("in a search for plain text nothing is special", () => {
  expect(replaced(String.raw`$1\n$&`, { text: "x" }, { isRegex: false })).toBe(String.raw`$1\n$&`);
});

test("upper and lower case follow what is replaced", () => {
  const keep = { isRegex: false, preserveCase: true };
  expect(replaced("cost", { text: "Price" }, keep)).toBe("Cost");
  expect(replaced("Cost", { text: "price" }, keep)).toBe("cost");
  expect(replaced("cost", { text: "PRICE" }, keep)).toBe("COST");
  expect(replaced("totalCost", { text: "unitPrice" }, keep)).toBe("totalCost");
  expect(replaced("old-cost", { text: "New-PRICE" }, keep)).toBe("Old-COST");
  expect(replaced("cost", { text: "12" }, keep)).toBe("cost");
});

test("what is too long to be shown is not replaced", () => {
  const rule = replacementRule(
    { pattern: "x", isRegex: false },
    { template: "", preserveCase: false },
  );
  expect(replacementOf({ text: null, groups: [] }, rule)).toBeNull();
});
