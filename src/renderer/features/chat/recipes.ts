import { create } from "zustand";
import type { RecipeView } from "../../../common/contracts/chat.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { studio } from "../../client/studio.ts";
import { attempt } from "./attempt.ts";

/** Recipes for the current app; null until they were asked for. */
export const useRecipes = create<{ readonly recipes: readonly RecipeView[] | null }>(() => ({
  recipes: null,
}));

/** Keeps the list of the current app until the returned function is called. */
export function followRecipes(): () => void {
  const load = async (): Promise<void> => {
    const { appId } = useCurrentApp.getState();
    useRecipes.setState({ recipes: null });
    if (appId === null) return;
    await attempt(async () => {
      const recipes = await studio.recipes.list.query({ appId });
      if (useCurrentApp.getState().appId === appId) useRecipes.setState({ recipes });
    });
  };
  void load();
  return useCurrentApp.subscribe((now, before) => {
    if (now.appId !== before.appId) void load();
  });
}

/**
 * Recipes whose name or description has words of a text, those with most of them first. A likeness
 * of letters and nothing more: what the text means is not known.
 */
export function closestRecipes(
  recipes: readonly RecipeView[],
  typed: string,
): readonly RecipeView[] {
  const wanted = wordsOf(typed);
  return recipes
    .map((recipe) => ({ recipe, likeness: likeness(recipe, wanted) }))
    .filter(({ likeness: found }) => found > 0)
    .toSorted((a, b) => b.likeness - a.likeness)
    .map(({ recipe }) => recipe);
}

function likeness({ title, description }: RecipeView, wanted: readonly string[]): number {
  const named = wordsOf(title);
  const described = wordsOf(description);
  return wanted.reduce((sum, word) => {
    if (named.includes(word)) return sum + 3;
    return described.includes(word) ? sum + 1 : sum;
  }, 0);
}

const FILLERS = new Set([
  "a",
  "an",
  "the",
  "to",
  "and",
  "of",
  "for",
  "with",
  "in",
  "add",
  "i",
  "my",
]);

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !FILLERS.has(word))
    .map((word) => word.replace(/(?<=..)s$/, ""));
}

/** Recipes whose title holds what was typed after a slash; all of them for nothing. */
export function matchingRecipes(
  recipes: readonly RecipeView[],
  typed: string,
): readonly RecipeView[] {
  const wanted = typed.trim().toLowerCase();
  return recipes.filter(
    ({ id, title }) => title.toLowerCase().includes(wanted) || id.includes(wanted),
  );
}
