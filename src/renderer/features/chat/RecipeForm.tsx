import { type FormEvent, type ReactElement, useState } from "react";
import type { RecipeView } from "../../../common/contracts/chat.ts";
import { useOpenChat } from "../../client/chats.ts";
import { text } from "../../messages/text.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { useComposer } from "./composerState.ts";
import { RecipeParameter } from "./RecipeParameter.tsx";
import { startRecipe } from "./sending.ts";

const words = text.chat.recipes;

/** What a recipe wants to know before its fixed steps are taken. */
export function RecipeForm({ recipe }: { readonly recipe: RecipeView }): ReactElement {
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>(() =>
    Object.fromEntries(recipe.parameters.map(({ name, initial }) => [name, initial])),
  );
  const [busy, setBusy] = useState(false);
  const running = useOpenChat(({ state }) => state.running !== null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    await startRecipe(recipe, values);
    setBusy(false);
  };
  return (
    <form
      aria-label={recipe.title}
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => event.key === "Escape" && leave()}
      className="flex max-h-[55vh] min-h-0 flex-col rounded-lg border border-line-strong bg-raised"
    >
      <div className="flex min-h-0 flex-1 flex-col gap-2.5 overflow-auto p-3">
        <div className="flex items-center gap-2">
          <h3 className="min-w-0 flex-1 truncate text-sm font-semibold text-fg">{recipe.title}</h3>
          <Badge>{words.noAi}</Badge>
        </div>
        <p className="text-xs text-fg-2">{recipe.description}</p>
        {recipe.parameters.map((parameter, index) => (
          <RecipeParameter
            key={parameter.name}
            parameter={parameter}
            value={values[parameter.name]}
            focus={index === 0}
            onChange={(value) => setValues({ ...values, [parameter.name]: value })}
          />
        ))}
      </div>
      <div className="flex items-center justify-end gap-1.5 border-t border-line px-3 py-2">
        {running && <span className="min-w-0 flex-1 text-xs text-fg-3">{words.waits}</span>}
        <Button size="sm" tone="quiet" onClick={leave}>
          {text.ui.cancel}
        </Button>
        <Button size="sm" tone="primary" type="submit" busy={busy} disabled={running}>
          {words.start}
        </Button>
      </div>
    </form>
  );
}

function leave(): void {
  useComposer.setState(({ focus, text: typed }) => ({
    recipe: null,
    text: typed.startsWith("/") ? "" : typed,
    focus: focus + 1,
  }));
}
