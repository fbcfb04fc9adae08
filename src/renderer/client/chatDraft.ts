import { create } from "zustand";

/** Something a person wants to ask the chat about, prepared by another part of Studio. */
export interface ChatOffer {
  /** Names it in a line: "TypeError in src/App.tsx:12". */
  readonly title: string;
  /** What is to be asked, as the person would write it; they can still change it. */
  readonly body: string;
  readonly attachments: readonly ChatAttachment[];
}

export interface ChatAttachment {
  readonly name: string;
  /** Plain text: a stack, a request, an element. Secrets were taken out by whoever offers it. */
  readonly text: string;
}

interface ChatDraft {
  /** Set while the chat is there to take what is offered. */
  readonly take: ((offer: ChatOffer) => void) | null;
}

const useChatDraft = create<ChatDraft>()(() => ({ take: null }));

/** Hands something to the chat; nothing happens while {@link useChatTakesOffers} is false. */
export function offerToChat(offer: ChatOffer): void {
  useChatDraft.getState().take?.(offer);
}

/** Takes what is offered, until the returned function is called. For the chat alone. */
export function takeOffers(take: (offer: ChatOffer) => void): () => void {
  useChatDraft.setState({ take });
  return () => {
    if (useChatDraft.getState().take === take) useChatDraft.setState({ take: null });
  };
}

/** Whether a button that offers something would do anything; without it there is no button. */
export function useChatTakesOffers(): boolean {
  return useChatDraft(({ take }) => take !== null);
}
