import { BookOpen } from "lucide-react";
import type { ReactElement } from "react";
import type { RecipeView } from "../../../common/contracts/chat.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { useComposer } from "./composerState.ts";
import { closestRecipes, useRecipes } from "./recipes.ts";
import type { RecipeChoice } from "./useComposerKeys.ts";

const words = text.chat.recipes;

/** The recipes a slash lists; or, for a text that nobody can read, those closest by name. */
export function RecipeList({ choice }: { readonly choice: RecipeChoice }): ReactElement | null {
  const unread = useComposer((composer) => composer.unread);
  if (!choice.open) return unread === null ? null : <Closest unread={unread} />;
  return (
    <div className="flex max-h-70 flex-col overflow-auto rounded-lg border border-line-strong bg-raised p-1">
      <p className="px-2 py-1 text-xs text-fg-3">{words.hint}</p>
      <div role="listbox" id={choice.listId} aria-label={words.title}>
        {choice.recipes.map((recipe, index) => (
          <div
            key={recipe.id}
            role="option"
            id={`${choice.listId} ${index}`}
            aria-selected={index === choice.active}
            onClick={() => useComposer.setState({ recipe })}
            className={classNames(
              "rounded-md px-2 py-1",
              index === choice.active ? "bg-active" : "hover:bg-hover",
            )}
          >
            <RecipeText recipe={recipe} />
          </div>
        ))}
      </div>
    </div>
  );
}

const CLOSEST = 4;

function Closest({ unread }: { readonly unread: string }): ReactElement {
  const recipes = useRecipes((store) => store.recipes) ?? [];
  const closest = closestRecipes(recipes, unread).slice(0, CLOSEST);
  return (
    <div
      role="status"
      className="flex flex-col gap-1.5 rounded-lg border border-line p-2.5 text-xs"
    >
      <p className="text-fg-2">{closest.length === 0 ? words.unreadNone : words.unread}</p>
      {closest.map((recipe) => (
        <RecipeButton key={recipe.id} recipe={recipe} />
      ))}
    </div>
  );
}

/** Opens the form of a recipe. */
export function RecipeButton({ recipe }: { readonly recipe: RecipeView }): ReactElement {
  return (
    <button
      type="button"
      onClick={() => useComposer.setState({ recipe })}
      className="flex w-full items-start gap-2 rounded-md border border-line bg-raised px-2.5 py-1.5 text-left hover:border-line-strong hover:bg-hover"
    >
      <BookOpen aria-hidden="true" className="mt-0.5 size-3.5 shrink-0 text-fg-3" />
      <RecipeText recipe={recipe} />
    </button>
  );
}

function RecipeText({ recipe }: { readonly recipe: RecipeView }): ReactElement {
  return (
    <span className="block min-w-0">
      <span className="block truncate text-sm text-fg">{recipe.title}</span>
      <span className="block text-xs text-fg-2">{recipe.description}</span>
    </span>
  );
}
