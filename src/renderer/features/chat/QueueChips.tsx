import { ArrowUp, Pencil, Play, X } from "lucide-react";
import type { ReactElement } from "react";
import type { QueuedMessage } from "../../../common/contracts/chat.ts";
import { useOpenChat } from "../../client/chats.ts";
import { text } from "../../messages/text.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { ask } from "./attempt.ts";
import { useComposer } from "./composerState.ts";
import { movedItem } from "./movedItem.ts";

const words = text.chat.queue;

/** Messages that wait for the run to end. */
export function QueueChips(): ReactElement | null {
  const queue = useOpenChat(({ state }) => state.queue);
  const running = useOpenChat(({ state }) => state.running !== null);
  if (queue.length === 0) return null;
  const change = (next: readonly QueuedMessage[]): Promise<boolean> =>
    ask({ type: "edit-queue", queue: [...next] });
  return (
    <ol aria-label={words.title} className="flex max-h-32 flex-col gap-1 overflow-auto">
      {queue.map((message, index) => (
        <li
          key={message.id}
          className="flex items-center gap-0.5 rounded-md border border-line bg-panel pl-2 text-xs text-fg-2"
        >
          <span className="min-w-0 flex-1 truncate">{message.text}</span>
          {!running && (
            <IconButton
              size="sm"
              icon={Play}
              label={words.now}
              onClick={() => void ask({ type: "send-queued", message: message.id })}
            />
          )}
          {index > 0 && (
            <IconButton
              size="sm"
              icon={ArrowUp}
              label={words.earlier}
              onClick={() => void change(movedItem(queue, index, -1))}
            />
          )}
          <IconButton
            size="sm"
            icon={Pencil}
            label={words.edit}
            onClick={() => void takeBack(message, queue)}
          />
          <IconButton
            size="sm"
            icon={X}
            label={words.remove}
            onClick={() => void change(queue.filter(({ id }) => id !== message.id))}
          />
        </li>
      ))}
    </ol>
  );
}

/** Into the field, where it can be changed; what stands there already is kept below. */
async function takeBack(message: QueuedMessage, queue: readonly QueuedMessage[]): Promise<void> {
  const rest = queue.filter(({ id }) => id !== message.id);
  if (!(await ask({ type: "edit-queue", queue: [...rest] }))) return;
  useComposer.setState((composer) => ({
    text: [message.text, composer.text].filter((part) => part.trim() !== "").join("\n\n"),
    mode: message.mode,
    attachments: [...message.attachments, ...composer.attachments].slice(0, 50),
    focus: composer.focus + 1,
  }));
}
