import type { ChatId, ChatSummary } from "../../../common/contracts/chat.ts";
import { showChat, useChatList } from "../../client/chats.ts";
import { useSettings } from "../../client/facts.ts";
import { DEFAULT_SETTINGS } from "../../client/settings.ts";
import { text } from "../../messages/text.ts";
import { runCommand } from "../../ui/commands.ts";

const words = text.chat.notices;

/** Shorter runs are not waited for elsewhere. */
const LONG_MS = 10_000;

/** Tells on the desktop when a long run ends while nobody looks, until the function is called. */
export function followRunEnds(): () => void {
  const since = new Map<ChatId, number>();
  return useChatList.subscribe(({ value }) => {
    for (const chat of value ?? []) {
      const started = since.get(chat.id);
      if (chat.running && started === undefined) since.set(chat.id, Date.now());
      if (chat.running || started === undefined) continue;
      since.delete(chat.id);
      if (Date.now() - started >= LONG_MS && document.hidden) tell(chat);
    }
  });
}

function tell({ id, title }: ChatSummary): void {
  if (!wanted() || Notification.permission !== "granted") return;
  const notification = new Notification(words.title, { body: title, tag: id });
  notification.addEventListener("click", () => {
    window.focus();
    showChat(id);
    runCommand("view.show.chat");
  });
}

/** Asks the browser for leave when there is a run to tell of: a page that asks at once is refused. */
export function askToNotify(): void {
  if (!wanted() || !("Notification" in window) || Notification.permission !== "default") return;
  void Notification.requestPermission();
}

function wanted(): boolean {
  return (useSettings.getState().value ?? DEFAULT_SETTINGS)["chat.notify"];
}
