import { expect, test } from "vitest";
import { fuzzyIndex, fuzzyMatch, fuzzyRank } from "./fuzzy.ts";

const FILES = [
  "src/features/cart/CartDrawer.tsx",
  "src/components/ProductCard.tsx",
  "src/components/Card.tsx",
  "src/pages/product/catalogue.ts",
  "public/cards.json",
];

const ranked = (query: string): string[] =>
  fuzzyRank(
    query,
    fuzzyIndex(FILES, (path) => path),
  ).map(({ item }) => item);

test("a name that begins with the query comes before one that contains it", () => {
  expect(ranked("card").slice(0, 2)).toEqual(["src/components/Card.tsx", "public/cards.json"]);
});

test("initials of a name find it", () => {
  expect(ranked("pc")[0]).toBe("src/components/ProductCard.tsx");
});

test("a query may name a folder too", () => {
  expect(ranked("cart/draw")[0]).toBe("src/features/cart/CartDrawer.tsx");
});

test("a missing letter is no match", () => {
  expect(fuzzyMatch("cardz", "src/components/Card.tsx")).toBeNull();
});

test("no query keeps everything in its order", () => {
  expect(ranked("")).toEqual(FILES);
});

test("tells where the letters stand", () => {
  expect(fuzzyMatch("pc", "ProductCard")?.at).toEqual([0, 7]);
});
