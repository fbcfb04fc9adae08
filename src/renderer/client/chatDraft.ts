import { create } from "zustand";
import type { Attachment } from "../../common/contracts/chat.ts";

/** Where features that must not know each other hand something to the chat. */

/** What another view would like to say in the chat; the person sends it, or does not. */
export interface ChatOffer {
  /** Names it where there is room for a line. */
  readonly title: string;
  /** What would be written into the message. */
  readonly body: string;
  readonly attachments: readonly Attachment[];
}

type Consumer = (offer: ChatOffer) => void;

const useConsumer = create<{ readonly consumer: Consumer | null }>(() => ({ consumer: null }));

/** Hands an offer to the chat; false, and nothing happened, while no chat takes any. */
export function offerToChat(offer: ChatOffer): boolean {
  const { consumer } = useConsumer.getState();
  consumer?.(offer);
  return consumer !== null;
}

/** Takes every offer until the returned function is called. */
export function takeOffers(consumer: Consumer): () => void {
  useConsumer.setState({ consumer });
  return () => {
    if (useConsumer.getState().consumer === consumer) useConsumer.setState({ consumer: null });
  };
}

/** Whether an offer would arrive: views show their button only then. */
export function useChatTakesOffers(): boolean {
  return useConsumer(({ consumer }) => consumer !== null);
}
