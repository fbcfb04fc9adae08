import { z } from "zod";
import type { RecipeView } from "../../../../common/contracts/chat.ts";
import { problem } from "../../../../common/contracts/problem.ts";
import type { RecipeSource } from "../agentPorts.ts";
import { addApiRoute } from "./addApiRoute.ts";
import { addAuthScreen } from "./addAuthScreen.ts";
import { addCrudTable } from "./addCrudTable.ts";
import { addDarkMode } from "./addDarkMode.ts";
import { addIntegration } from "./addIntegration.ts";
import { addPage } from "./addPage.ts";
import type { Recipe } from "./recipe.ts";
import { type RecipeParts, recipeRun } from "./recipeRun.ts";

/** Every recipe, in the order they are offered. */
const RECIPES: readonly Recipe[] = [
  erased(addPage),
  erased(addCrudTable),
  erased(addAuthScreen),
  erased(addDarkMode),
  erased(addApiRoute),
  erased(addIntegration),
];

/** All recipes. Needs no model and no network. */
export class RecipeBook implements RecipeSource {
  readonly #parts: RecipeParts;

  constructor(parts: RecipeParts) {
    this.#parts = parts;
  }

  list(): readonly RecipeView[] {
    return RECIPES.map(({ view }) => view);
  }

  prepare(
    id: string,
    parameters: Readonly<Record<string, unknown>>,
  ): ReturnType<RecipeSource["prepare"]> {
    const recipe = RECIPES.find(({ view }) => view.id === id);
    if (recipe === undefined) throw problem("not-found", `There is no recipe ${id}.`);
    const parsed = recipe.parameters.safeParse(parameters);
    if (!parsed.success) throw invalidParameters(recipe, parsed.error);
    return {
      title: recipe.title(parsed.data),
      version: recipe.view.version,
      run: recipeRun(recipe, parsed.data, this.#parts),
    };
  }
}

/** A recipe among others: its parameters are known to itself only, which parses them. */
function erased<P>(recipe: Recipe<P>): Recipe {
  return {
    view: recipe.view,
    parameters: recipe.parameters,
    title: (parameters) => recipe.title(recipe.parameters.parse(parameters)),
    plan: (app, parameters) => recipe.plan(app, recipe.parameters.parse(parameters)),
  };
}

function invalidParameters({ view }: Recipe, error: z.ZodError): Error {
  const [issue] = error.issues;
  const name = String(issue?.path[0] ?? "");
  const label = view.parameters.find((parameter) => parameter.name === name)?.label ?? name;
  return problem("invalid-input", `${label}: ${issue?.message ?? "is not valid"}.`, {
    next: "Correct it and start the recipe again.",
    details: z.prettifyError(error),
  });
}
