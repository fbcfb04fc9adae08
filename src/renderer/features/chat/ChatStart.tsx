import { Cpu, KeyRound, MessageSquare } from "lucide-react";
import { type ReactElement, useState } from "react";
import type { LocalModels } from "../../../common/contracts/chat.ts";
import { useChosenModel } from "../../client/providers.ts";
import { studio } from "../../client/studio.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { attempt } from "./attempt.ts";
import { useChatDialog } from "./chatDialog.ts";
import { connectLocal } from "./connectLocal.ts";
import { RecipeButton } from "./RecipeList.tsx";
import { useRecipes } from "./recipes.ts";

const words = text.chat.start;

/** Before anything was said: what the chat can do now, and what it needs for more. */
export function ChatStart(): ReactElement {
  const chosen = useChosenModel();
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <div className="flex flex-col gap-4 p-3">
        {chosen === null ? <Doors /> : <Ready model={chosen.model.title} />}
        <Recipes />
      </div>
    </div>
  );
}

function Ready({ model }: { readonly model: string }): ReactElement {
  return (
    <div className="flex flex-col gap-1 pt-1">
      <h3 className="flex items-center gap-1.5 text-sm font-semibold text-fg">
        <MessageSquare aria-hidden="true" className="size-4 text-accent" strokeWidth={1.75} />
        {words.ready}
      </h3>
      <p className="text-xs text-fg-2">{words.readyBody(model)}</p>
    </div>
  );
}

function Doors(): ReactElement {
  return (
    <div className="flex flex-col gap-2 pt-1">
      <h3 className="text-sm font-semibold text-fg">{words.title}</h3>
      <p className="text-xs text-fg-2">{words.body}</p>
      <div className="flex flex-wrap gap-1.5">
        <Button
          size="sm"
          icon={KeyRound}
          onClick={() => useChatDialog.setState({ dialog: { kind: "providers", edit: "new" } })}
        >
          {words.key}
        </Button>
        <LocalDoor />
      </div>
    </div>
  );
}

/** Looks for programs with models on this computer, when asked to. */
function LocalDoor(): ReactElement {
  const [found, setFound] = useState<readonly LocalModels[] | null>(null);
  const [busy, setBusy] = useState(false);
  const probe = async (): Promise<void> => {
    setBusy(true);
    await attempt(async () => setFound(await studio.providers.probeLocal.mutate()));
    setBusy(false);
  };
  return (
    <>
      <Button size="sm" icon={Cpu} busy={busy} onClick={() => void probe()}>
        {words.local}
      </Button>
      {found !== null && (
        <div role="status" className="flex w-full flex-col gap-1.5 text-xs text-fg-2">
          {found.length === 0 && <p>{words.noLocal}</p>}
          {found.map((local) => (
            <LocalChoice key={local.baseUrl} local={local} />
          ))}
        </div>
      )}
    </>
  );
}

function LocalChoice({ local }: { readonly local: LocalModels }): ReactElement {
  return (
    <div className="flex flex-col items-start gap-1 rounded-md border border-line p-2">
      <p className="text-fg">
        {local.title} <span className="font-mono text-fg-3">{local.baseUrl}</span>
      </p>
      {local.models.length === 0 && <p>{words.noLocalModels}</p>}
      <div className="flex flex-wrap gap-1">
        {local.models.map((model) => (
          <Button key={model} size="sm" onClick={() => void connectLocal(local, model)}>
            {model}
          </Button>
        ))}
      </div>
    </div>
  );
}

function Recipes(): ReactElement | null {
  const recipes = useRecipes((store) => store.recipes) ?? [];
  if (recipes.length === 0) return null;
  return (
    <section aria-label={words.recipes} className="flex flex-col gap-1.5">
      <h3 className="text-xs font-semibold text-fg">{words.recipes}</h3>
      <p className="text-xs text-fg-3">{words.recipesBody}</p>
      {recipes.map((recipe) => (
        <RecipeButton key={recipe.id} recipe={recipe} />
      ))}
    </section>
  );
}
