import type { z } from "zod";
import type { RecipeView } from "../../../../common/contracts/chat.ts";
import type { RecipeApp } from "./app/recipeApp.ts";
import type { RecipePlan } from "./recipePlan.ts";

/**
 * A change that is made without a model: the same app and parameters always give the same calls
 * of tools. `version` rises whenever what it writes changes.
 */
export interface Recipe<P = unknown> {
  readonly view: RecipeView;
  readonly parameters: z.ZodType<P>;
  /** A few words for the list of runs: "Add a page “Team”". */
  title(parameters: P): string;
  /**
   * Reads the app and decides on every step; changes nothing.
   *
   * @throws `invalid-input` when the app is built in a way the recipe does not know, or has
   * already what it adds. Says which, and what to do instead.
   */
  plan(app: RecipeApp, parameters: P): Promise<RecipePlan>;
}
