import { Cpu, Settings2 } from "lucide-react";
import type { ReactElement } from "react";
import type { ProviderView } from "../../../common/contracts/chat.ts";
import {
  changeChoice,
  type ChosenModel,
  isUsable,
  useChosenModel,
  useProviders,
} from "../../client/providers.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItems.ts";
import { attempt } from "./attempt.ts";
import { useChatDialog } from "./chatDialog.ts";

const words = text.chat.model;

/** Which model reads the next message. */
export function ModelPicker(): ReactElement {
  const providers = useProviders(({ value }) => value) ?? [];
  const chosen = useChosenModel();
  const title = chosen?.model.title ?? words.none;
  return (
    <Menu
      side="top"
      items={modelItems(providers, chosen)}
      trigger={
        <button
          type="button"
          aria-label={words.choose(title)}
          className="inline-flex h-6 min-w-0 items-center gap-1 rounded-md px-1.5 text-xs text-fg-2 hover:bg-hover hover:text-fg data-[state=open]:bg-active"
        >
          <Cpu aria-hidden="true" className="size-3.5 shrink-0" />
          <span className="min-w-0 truncate">{title}</span>
        </button>
      }
    />
  );
}

function modelItems(
  providers: readonly ProviderView[],
  chosen: ChosenModel | null,
): readonly MenuItem[] {
  const models = providers.filter(isUsable).flatMap((provider): MenuItem[] => [
    { kind: "label", id: `of ${provider.id}`, label: provider.title },
    ...provider.models.map((model): MenuItem => ({
      id: `${provider.id} ${model.id}`,
      label: model.title,
      hint: factsOf(model),
      checked: chosen?.provider.id === provider.id && chosen.model.id === model.id,
      run: () => void attempt(() => changeChoice({ provider: provider.id, model: model.id })),
    })),
  ]);
  return [
    ...models,
    ...(models.length > 0 ? [{ kind: "separator" as const, id: "end" }] : []),
    {
      id: "providers",
      label: words.providers,
      icon: Settings2,
      run: () => useChatDialog.setState({ dialog: { kind: "providers", edit: null } }),
    },
  ];
}

function factsOf({ contextTokens, price }: ProviderView["models"][number]): string {
  return [
    contextTokens === null ? words.contextUnknown : words.context(formatNumber(contextTokens)),
    price === null
      ? words.priceUnknown
      : words.price(formatNumber(price.input), formatNumber(price.output), price.asOf),
  ].join(" · ");
}
