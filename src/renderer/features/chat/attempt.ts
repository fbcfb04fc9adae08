import type { ChatIntent } from "../../../common/contracts/chat.ts";
import { intend } from "../../client/chats.ts";
import { toProblem } from "../../client/studio.ts";
import { text } from "../../messages/text.ts";
import { notify } from "../../ui/notifications.ts";

/** Does what the host may refuse; tells the person when it does. @returns whether it was done. */
export async function attempt(act: () => Promise<unknown>): Promise<boolean> {
  const done = await answerOf(async () => {
    await act();
    return true;
  });
  return done ?? false;
}

/** What the host answers; null when it refused, which the person was told. */
export async function answerOf<T>(act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    const { message, next } = toProblem(error);
    const body = [message, next].filter(Boolean).join(" ");
    notify({ level: "error", title: text.chat.notDone, body });
    return null;
  }
}

/** Asks something of the shown chat. @returns whether it was accepted. */
export function ask(intent: ChatIntent): Promise<boolean> {
  return attempt(() => intend(intent));
}
