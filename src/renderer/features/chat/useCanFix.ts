import { useOpenChat } from "../../client/chats.ts";
import { useChosenModel } from "../../client/providers.ts";

/** Errors can be handed to a model: one is connected, and it is not at work already. */
export function useCanFix(): boolean {
  const model = useChosenModel();
  const running = useOpenChat(({ state }) => state.running);
  return model !== null && running === null;
}
