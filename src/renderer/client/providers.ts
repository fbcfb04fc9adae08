import type { ChatChoice, ProviderView } from "../../common/contracts/chat.ts";
import { createFact, followFact } from "./fact.ts";
import { studio } from "./studio.ts";

type ModelView = ProviderView["models"][number];

/** Providers of models, as the person set them up; their keys never come here. */
export const useProviders = createFact<readonly ProviderView[]>();

/** Which model runs use, and what they may do without asking. */
export const useChatChoice = createFact<ChatChoice>();

/** Keeps both up to date until the returned function is called. */
export function followProviders(): () => void {
  const stops = [
    followFact(useProviders, (handlers) => studio.providers.watch.subscribe(undefined, handlers)),
    followFact(useChatChoice, (handlers) => studio.chats.choice.subscribe(undefined, handlers)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** The model that the next message goes to. */
export interface ChosenModel {
  readonly provider: ProviderView;
  readonly model: ModelView;
}

/** Null while nothing is connected, or what was chosen is gone. */
export function chosenModel(
  providers: readonly ProviderView[] | null,
  choice: ChatChoice | null,
): ChosenModel | null {
  const provider = providers?.find(({ id }) => id === choice?.provider);
  const model = provider?.models.find(({ id }) => id === choice?.model);
  if (provider === undefined || model === undefined || !isUsable(provider)) return null;
  return { provider, model };
}

/** Programs on this computer, and addresses of the person's own, may need no key. */
export function isUsable({ kind, hasKey }: ProviderView): boolean {
  return hasKey || kind === "ollama" || kind === "compatible";
}

export function useChosenModel(): ChosenModel | null {
  const providers = useProviders(({ value }) => value);
  const choice = useChatChoice(({ value }) => value);
  return chosenModel(providers, choice);
}

/** Changes what runs use from the next message on. */
export async function changeChoice(change: Partial<ChatChoice>): Promise<void> {
  const choice = useChatChoice.getState().value;
  if (choice !== null) await studio.chats.choose.mutate({ ...choice, ...change });
}
