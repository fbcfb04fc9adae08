import { type KeyboardEvent, useId, useRef, useState } from "react";
import type { RecipeView } from "../../../common/contracts/chat.ts";
import { useOpenChat } from "../../client/chats.ts";
import { typeText, useComposer } from "./composerState.ts";
import { matchingRecipes, useRecipes } from "./recipes.ts";
import { saidBefore, send } from "./sending.ts";

/** The list of recipes that a slash opens, as the field's keys move in it. */
export interface RecipeChoice {
  readonly open: boolean;
  readonly listId: string;
  readonly activeId: string;
  readonly recipes: readonly RecipeView[];
  readonly active: number;
}

interface ComposerKeys {
  readonly onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  readonly choice: RecipeChoice;
}

/** What keys do in the field: send, recall, choose a recipe, ask to stop. */
export function useComposerKeys(onStop: () => void): ComposerKeys {
  const choice = useRecipeChoice();
  const recalled = useRef(-1);
  const recall = (event: KeyboardEvent<HTMLTextAreaElement>, by: number): void => {
    const before = saidBefore();
    const { value, selectionStart } = event.currentTarget;
    const fresh = value === "" || value === before[recalled.current];
    if (!fresh || (by > 0 && selectionStart > 0 && value.includes("\n"))) return;
    const next = Math.min(before.length - 1, (value === "" ? -1 : recalled.current) + by);
    recalled.current = next;
    typeText(next < 0 ? "" : (before[next] ?? ""));
    event.preventDefault();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (choice.open && choice.onKey(event)) return event.preventDefault();
    switch (event.key) {
      case "Enter":
        if (event.shiftKey) return;
        event.preventDefault();
        void send();
        return;
      case "Escape":
        if (useOpenChat.getState().state.running !== null) onStop();
        return;
      case "ArrowUp":
        return recall(event, 1);
      case "ArrowDown":
        if (event.currentTarget.value !== "") recall(event, -1);
    }
  };
  return { onKeyDown, choice };
}

function useRecipeChoice(): RecipeChoice & { readonly onKey: (event: KeyboardEvent) => boolean } {
  const listId = useId();
  const [active, setActive] = useState(0);
  const typed = useComposer((composer) => composer.text);
  const all = useRecipes(({ recipes }) => recipes);
  const asked = /^\/([^\n]*)$/.exec(typed)?.[1];
  const recipes = asked === undefined ? [] : matchingRecipes(all ?? [], asked);
  const at = Math.min(active, Math.max(0, recipes.length - 1));
  const onKey = ({ key }: KeyboardEvent): boolean => {
    const recipe = recipes[at];
    if (key === "ArrowDown") setActive((at + 1) % recipes.length);
    else if (key === "ArrowUp") setActive((at + recipes.length - 1) % recipes.length);
    else if (key === "Escape") typeText("");
    else if ((key === "Enter" || key === "Tab") && recipe !== undefined) {
      useComposer.setState({ recipe });
    } else return false;
    return true;
  };
  return {
    open: recipes.length > 0,
    listId,
    activeId: `${listId} ${at}`,
    recipes,
    active: at,
    onKey,
  };
}
