import { beforeEach, expect, test } from "vitest";
import { maxPerLine } from "@/lib/checkout";
import { useCart } from "@/store/cart";

const lines = () => useCart.getState().lines;

beforeEach(() => useCart.getState().clear());

test("adding the same product twice counts up", () => {
  useCart.getState().add("mackerel", 10);
  useCart.getState().add("mackerel", 10, 2);
  expect(lines()).toEqual([{ slug: "mackerel", quantity: 3 }]);
});

test("the cart never holds more than is in stock", () => {
  useCart.getState().add("brown-crab", 3, 9);
  expect(lines()).toEqual([{ slug: "brown-crab", quantity: 3 }]);
  useCart.getState().add("croissant", 0);
  expect(lines()).toHaveLength(1);
});

test("zero removes a line and a large number is capped", () => {
  useCart.getState().setQuantity("lemons", 500);
  expect(lines()).toEqual([{ slug: "lemons", quantity: maxPerLine }]);
  useCart.getState().setQuantity("lemons", 0);
  expect(lines()).toEqual([]);
});

test("lines keep their order when a quantity changes", () => {
  for (const slug of ["mussels", "lemons", "samphire"]) useCart.getState().add(slug, 9);
  useCart.getState().setQuantity("mussels", 4);
  expect(lines().map((line) => line.slug)).toEqual(["mussels", "lemons", "samphire"]);
});
