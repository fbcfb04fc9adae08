import { expect, test } from "vitest";
import type { RecipeView } from "../../../common/contracts/chat.ts";
import { closestRecipes, matchingRecipes } from "./recipes.ts";

const recipe = (id: string, title: string, description: string): RecipeView => ({
  id,
  version: 1,
  title,
  description,
  parameters: [],
});
const recipes = [
  recipe("page", "Add a page", "A new page with a route."),
  recipe("table", "Add a table with pages", "Lists, forms and a route for each."),
  recipe("dark", "Add a dark mode", "A switch between colours."),
];
const ids = (list: readonly RecipeView[]): string[] => list.map(({ id }) => id);

test("recipes are found by the words they have in common with a wish", () => {
  expect(ids(closestRecipes(recipes, "I want dark colours"))).toEqual(["dark"]);
  expect(ids(closestRecipes(recipes, "a table of customers"))).toEqual(["table"]);
  expect(ids(closestRecipes(recipes, "two new pages"))).toEqual(["page", "table"]);
});

test("nothing in common offers nothing, and filler words are nothing in common", () => {
  expect(closestRecipes(recipes, "add the invoices with a")).toEqual([]);
});

test("a slash lists all, letters narrow", () => {
  expect(ids(matchingRecipes(recipes, ""))).toEqual(["page", "table", "dark"]);
  expect(ids(matchingRecipes(recipes, "dark"))).toEqual(["dark"]);
});
