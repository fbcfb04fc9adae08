import { History, Plus } from "lucide-react";
import type { ReactElement } from "react";
import { showChat, useChatList, useOpenChat } from "../../client/chats.ts";
import { useProviders } from "../../client/providers.ts";
import { text } from "../../messages/text.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { useChatDialog } from "./chatDialog.ts";
import { ChatStart } from "./ChatStart.tsx";
import { Composer } from "./Composer.tsx";
import { Conversation } from "./Conversation.tsx";
import { dollarWords } from "./costWords.ts";
import { useChatRows } from "./rowsStore.ts";

const words = text.chat;

/** One chat of the app: what was said, and where to say more. */
export function ChatView(): ReactElement {
  return (
    <section aria-label={words.title} className="flex h-full min-h-0 flex-col bg-panel">
      <Head />
      <Body />
      <Composer />
    </section>
  );
}

function Head(): ReactElement {
  const chatId = useOpenChat((chat) => chat.chatId);
  const chat = useChatList(({ value }) => value?.find(({ id }) => id === chatId));
  const connected = useProviders(({ value }) => (value?.length ?? 0) > 0);
  return (
    <header className="flex h-8.5 shrink-0 items-center gap-0.5 border-b border-line pr-1.5 pl-3">
      <h2 className="min-w-0 flex-1 truncate text-xs font-semibold text-fg">
        {chat === undefined || chat.title === "" ? words.title : chat.title}
      </h2>
      {chat !== undefined && connected && (
        <span className="shrink-0 px-1 text-xs text-fg-3 tabular-nums" title={words.cost.ofChat}>
          {dollarWords(chat.costUsd)}
        </span>
      )}
      <IconButton
        size="sm"
        icon={History}
        label={words.commands.history}
        onClick={() => useChatDialog.setState({ dialog: { kind: "chats" } })}
      />
      <IconButton size="sm" icon={Plus} label={words.commands.new} onClick={() => showChat(null)} />
    </header>
  );
}

function Body(): ReactElement {
  const chatId = useOpenChat((chat) => chat.chatId);
  const loaded = useOpenChat((chat) => chat.loaded);
  const problem = useOpenChat((chat) => chat.problem);
  const empty = useChatRows(({ rows }) => rows.length === 0);
  if (!loaded && problem !== null) {
    return (
      <div className="min-h-0 flex-1">
        <ErrorState
          title={words.unreadable}
          cause={problem.message}
          next={problem.next}
          details={problem.details}
        />
      </div>
    );
  }
  if (!loaded)
    return (
      <div className="min-h-0 flex-1">
        <Skeleton rows={5} />
      </div>
    );
  return empty ? <ChatStart /> : <Conversation key={chatId} />;
}
