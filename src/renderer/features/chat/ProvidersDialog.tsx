import { Plus } from "lucide-react";
import type { ReactElement } from "react";
import type { ProviderView } from "../../../common/contracts/chat.ts";
import { isUsable, useProviders } from "../../client/providers.ts";
import { text } from "../../messages/text.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { closeChatDialog, useChatDialog } from "./chatDialog.ts";
import { DayUsageList } from "./DayUsageList.tsx";
import { ProviderForm } from "./ProviderForm.tsx";

const words = text.chat.providers;

/** Where models come from: whose, by which address, with which key. */
export function ProvidersDialog({ edit }: { readonly edit: string | null }): ReactElement {
  const providers = useProviders(({ value }) => value) ?? [];
  const edited = providers.find(({ id }) => id === edit);
  return (
    <Dialog
      open
      onClose={closeChatDialog}
      title={edit === null ? words.title : (edited?.title ?? words.add)}
      description={edit === null ? words.hint : words.keyHint}
      size="md"
    >
      {edit === null ? (
        <ProviderList providers={providers} />
      ) : (
        <ProviderForm key={edit} provider={edited ?? null} onDone={() => show(null)} />
      )}
    </Dialog>
  );
}

function show(edit: string | null): void {
  useChatDialog.setState({ dialog: { kind: "providers", edit } });
}

function ProviderList({
  providers,
}: {
  readonly providers: readonly ProviderView[];
}): ReactElement {
  return (
    <div className="flex min-h-0 flex-col gap-2 overflow-auto px-4 pt-2 pb-4">
      <ul aria-label={words.title} className="flex flex-col gap-1.5">
        {providers.map((provider) => (
          <li
            key={provider.id}
            className="flex items-center gap-2 rounded-md border border-line px-3 py-2"
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate text-sm text-fg">{provider.title}</span>
              <span className="block truncate text-xs text-fg-3">
                {provider.baseUrl ?? words.kinds[provider.kind]}
              </span>
            </span>
            <Badge tone={isUsable(provider) ? "ok" : "warn"}>
              {provider.hasKey ? words.hasKey : words.noKey}
            </Badge>
            <Button
              size="sm"
              aria-label={words.edit(provider.title)}
              onClick={() => show(provider.id)}
            >
              {words.editShort}
            </Button>
          </li>
        ))}
        {providers.length === 0 && <li className="text-sm text-fg-2">{words.none}</li>}
      </ul>
      <div>
        <Button size="sm" tone="primary" icon={Plus} onClick={() => show("new")}>
          {words.add}
        </Button>
      </div>
      <DayUsageList />
    </div>
  );
}
