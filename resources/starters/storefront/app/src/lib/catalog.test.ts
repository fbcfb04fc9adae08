import { describe, expect, test } from "vitest";
import { productImage } from "@/assets/products";
import { recipeImage } from "@/assets/recipes";
import { products } from "@/data/products";
import { recipes } from "@/data/recipes";
import {
  defaultFilter,
  filterFromParams,
  pairingsFor,
  paramsFromFilter,
  searchProducts,
} from "@/lib/catalog";

describe("searchProducts", () => {
  test("finds by words from the name and the place, in any case", () => {
    const found = searchProducts(products, { ...defaultFilter, query: "AISLING mackerel" });
    expect(found.map((product) => product.slug)).toEqual(["mackerel"]);
  });

  test("combines category and stock", () => {
    const found = searchProducts(products, {
      ...defaultFilter,
      category: "bakery",
      inStock: true,
    });
    expect(found.map((product) => product.slug)).not.toContain("croissant");
    expect(found.every((product) => product.category === "bakery")).toBe(true);
  });

  test("sorts by price without touching the shelf", () => {
    const before = products.map((product) => product.slug);
    const [cheapest] = searchProducts(products, { ...defaultFilter, sort: "price-asc" });
    expect(cheapest?.price).toBe(Math.min(...products.map((product) => product.price)));
    expect(products.map((product) => product.slug)).toEqual(before);
  });
});

describe("filters in the address", () => {
  test("survive the round trip", () => {
    const filter = { category: "fish", query: "oak", inStock: true, sort: "name" } as const;
    expect(filterFromParams(paramsFromFilter(filter), ["fish"])).toEqual(filter);
  });

  test("ignore values that do not exist", () => {
    const params = new URLSearchParams("category=boats&sort=random");
    expect(filterFromParams(params, ["fish"])).toEqual(defaultFilter);
    expect(paramsFromFilter(defaultFilter).toString()).toBe("");
  });
});

test("pairings come first, are filled up and never repeat the product", () => {
  const crab = products.find(({ slug }) => slug === "brown-crab")!;
  const slugs = pairingsFor(crab, products).map(({ slug }) => slug);
  expect(slugs).toHaveLength(4);
  expect(slugs).toEqual(expect.arrayContaining(crab.pairsWith));
  expect(slugs).not.toContain("brown-crab");
});

describe("the data", () => {
  const slugs = products.map((product) => product.slug);

  test("has a picture for every product and recipe", () => {
    expect(slugs.filter((slug) => !productImage(slug))).toEqual([]);
    expect(recipes.filter(({ slug }) => !recipeImage(slug))).toEqual([]);
  });

  test("links only to products that exist", () => {
    const linked = [
      ...products.flatMap((product) => product.pairsWith),
      ...recipes.flatMap((recipe) => recipe.ingredients.flatMap((line) => line.product ?? [])),
    ];
    expect(linked.filter((slug) => !slugs.includes(slug))).toEqual([]);
    expect(new Set(slugs).size).toBe(slugs.length);
  });
});
