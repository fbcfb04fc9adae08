import type { MessageState } from "../../../common/apps/chat/chatState.ts";
import type { RecipeView } from "../../../common/contracts/chat.ts";
import { useOpenChat } from "../../client/chats.ts";
import { chosenModel, useChatChoice, useProviders } from "../../client/providers.ts";
import { ask } from "./attempt.ts";
import { useComposer } from "./composerState.ts";
import { askToNotify } from "./runNotices.ts";

/**
 * Sends what is written; while a run is under way the host puts it into the queue. Without a model
 * nobody could read it: it stays, and the closest recipes are offered.
 */
export async function send(): Promise<void> {
  const { text, mode, attachments, sending } = useComposer.getState();
  if (text.trim() === "" || sending) return;
  const choice = useChatChoice.getState().value;
  if (chosenModel(useProviders.getState().value, choice) === null) {
    useComposer.setState({ unread: text });
    return;
  }
  askToNotify();
  useComposer.setState({ sending: true });
  const accepted = await ask({
    type: "send",
    text,
    mode,
    attachments: [...attachments],
    after: null,
  });
  // What was typed meanwhile is another message.
  const untouched = useComposer.getState().text === text;
  if (accepted && untouched) useComposer.setState({ text: "", attachments: [] });
  useComposer.setState({ sending: false });
}

/** Starts a recipe with what its form holds. @returns whether it was accepted. */
export async function startRecipe(
  { id }: RecipeView,
  parameters: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  askToNotify();
  const accepted = await ask({
    type: "recipe",
    recipe: id,
    parameters: JSON.parse(JSON.stringify(parameters)),
  });
  if (accepted) {
    useComposer.setState(({ text, unread }) => ({
      recipe: null,
      unread: null,
      text: unread === null && text.startsWith("/") ? "" : text,
    }));
  }
  return accepted;
}

export async function stopRun(): Promise<void> {
  const { running } = useOpenChat.getState().state;
  if (running !== null) await ask({ type: "stop", run: running });
}

/** What the person said in this chat, newest first. */
export function saidBefore(): readonly string[] {
  return Object.values(useOpenChat.getState().state.messages)
    .filter(({ role }) => role === "person")
    .toSorted((a: MessageState, b: MessageState) => b.at - a.at)
    .map(({ text }) => text);
}
