import { create } from "zustand";
import { useOpenChat } from "../../client/chats.ts";
import { type ChatRow, chatRows } from "./chatRows.ts";

/** The rows of the shown chat; made anew only when there are others, not when their text grows. */
export const useChatRows = create<{ readonly rows: readonly ChatRow[] }>(() => ({ rows: [] }));

/** Keeps the rows until the returned function is called. */
export function followRows(): () => void {
  const take = (): void => useChatRows.setState({ rows: chatRows(useOpenChat.getState().state) });
  take();
  return useOpenChat.subscribe((now, before) => {
    if (now.shape !== before.shape || now.chatId !== before.chatId) take();
  });
}
