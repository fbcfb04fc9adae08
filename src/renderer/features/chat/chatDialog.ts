import { create } from "zustand";

type ChatDialog =
  | { readonly kind: "chats" }
  /** `edit`: the id of the provider whose form is shown; `new` is no id. */
  | { readonly kind: "providers"; readonly edit: string | null };

/** The dialog of the chat that is open. */
export const useChatDialog = create<{ readonly dialog: ChatDialog | null }>(() => ({
  dialog: null,
}));

export function closeChatDialog(): void {
  useChatDialog.setState({ dialog: null });
}
