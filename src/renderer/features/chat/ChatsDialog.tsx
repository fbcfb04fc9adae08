import { Download, Pencil, Trash2 } from "lucide-react";
import { type FormEvent, type ReactElement, useEffect, useState } from "react";
import type { ChatFound, ChatId, ChatSummary } from "../../../common/contracts/chat.ts";
import { showChat, useChatList, useOpenChat } from "../../client/chats.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { studio } from "../../client/studio.ts";
import { formatAgo } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { classNames } from "../../ui/classNames.ts";
import { confirm } from "../../ui/confirm.ts";
import { Dialog, INITIAL_FOCUS } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { attempt } from "./attempt.ts";
import { closeChatDialog } from "./chatDialog.ts";
import { exportChat } from "./exportChat.ts";

const words = text.chat.history;

/** The app's chats: to find one again, name it, take it along or delete it. */
export function ChatsDialog(): ReactElement {
  const [query, setQuery] = useState("");
  const chats = useChatList(({ value }) => value) ?? [];
  const found = useFound(query);
  return (
    <Dialog
      open
      onClose={closeChatDialog}
      title={words.title}
      size="md"
      footer={<Button onClick={() => choose(null)}>{words.new}</Button>}
    >
      <div className="px-4 pt-1 pb-2">
        <Field
          {...INITIAL_FOCUS}
          label={words.search}
          hideLabel
          type="search"
          placeholder={words.search}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      <div className="min-h-30 flex-1 overflow-auto px-2 pb-2">
        {found === null ? (
          <ul aria-label={words.title}>
            {chats.map((chat) => (
              <ChatEntry key={chat.id} chat={chat} />
            ))}
            {chats.length === 0 && <li className="px-2 py-4 text-sm text-fg-2">{words.none}</li>}
          </ul>
        ) : (
          <FoundList found={found} />
        )}
      </div>
    </Dialog>
  );
}

const SEARCH_AFTER_MS = 150;

/** Null while nothing is searched for. */
function useFound(query: string): readonly ChatFound[] | null {
  const [found, setFound] = useState<readonly ChatFound[] | null>(null);
  const appId = useCurrentApp((current) => current.appId);
  const wanted = query.trim();
  useEffect(() => {
    if (wanted === "" || appId === null) return undefined;
    let current = true;
    const timer = setTimeout(() => {
      void attempt(async () => {
        const messages = await studio.chats.search.query({ appId, text: wanted });
        if (current) setFound(messages);
      });
    }, SEARCH_AFTER_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [wanted, appId]);
  return wanted === "" ? null : found;
}

function choose(id: ChatId | null): void {
  showChat(id);
  closeChatDialog();
}

function FoundList({ found }: { readonly found: readonly ChatFound[] }): ReactElement {
  if (found.length === 0) return <p className="px-2 py-4 text-sm text-fg-2">{words.notFound}</p>;
  return (
    <ul aria-label={words.found}>
      {found.map((message, index) => (
        <li key={index}>
          <button
            type="button"
            onClick={() => choose(message.chatId)}
            className="block w-full rounded-md px-2 py-1.5 text-left hover:bg-hover"
          >
            <span className="flex items-baseline gap-2 text-sm text-fg">
              <span className="min-w-0 flex-1 truncate">{message.title}</span>
              <span className="shrink-0 text-xs text-fg-3">{formatAgo(message.at)}</span>
            </span>
            <span className="block truncate text-xs text-fg-2">{message.excerpt}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function ChatEntry({ chat }: { readonly chat: ChatSummary }): ReactElement {
  const [naming, setNaming] = useState(false);
  const shown = useOpenChat(({ chatId }) => chatId === chat.id);
  if (naming) return <RenameChat chat={chat} onDone={() => setNaming(false)} />;
  const title = chat.title === "" ? words.untitled : chat.title;
  return (
    <li className={classNames("flex items-center rounded-md hover:bg-hover", shown && "bg-active")}>
      <button
        type="button"
        aria-current={shown || undefined}
        onClick={() => choose(chat.id)}
        className="flex min-w-0 flex-1 items-baseline gap-2 px-2 py-1.5 text-left text-sm text-fg"
      >
        <span className="min-w-0 flex-1 truncate">{title}</span>
        {chat.running && <Badge tone="accent">{words.running}</Badge>}
        <span className="shrink-0 text-xs text-fg-3">{formatAgo(chat.changedAt)}</span>
      </button>
      <IconButton
        size="sm"
        icon={Pencil}
        label={words.rename(title)}
        onClick={() => setNaming(true)}
      />
      <IconButton
        size="sm"
        icon={Download}
        label={words.export(title)}
        onClick={() => void exportChat(chat.id)}
      />
      <IconButton
        size="sm"
        icon={Trash2}
        label={words.remove(title)}
        disabled={chat.running}
        onClick={() => void removeChat(chat.id, title)}
      />
    </li>
  );
}

async function removeChat(chatId: ChatId, title: string): Promise<void> {
  const { title: question, body, action } = words.removal;
  const sure = await confirm({ title: question(title), body, action, danger: true });
  if (sure) await attempt(() => studio.chats.remove.mutate({ chatId }));
}

interface RenameChatProps {
  readonly chat: ChatSummary;
  readonly onDone: () => void;
}

function RenameChat({ chat, onDone }: RenameChatProps): ReactElement {
  const [title, setTitle] = useState(chat.title);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (title.trim() === "") return;
    const renamed = await attempt(() =>
      studio.chats.rename.mutate({ chatId: chat.id, title: title.trim() }),
    );
    if (renamed) onDone();
  };
  return (
    <li className="px-2 py-1">
      <form className="flex items-center gap-1.5" onSubmit={(event) => void submit(event)}>
        <div className="min-w-0 flex-1">
          <Field
            label={words.name}
            hideLabel
            autoFocus
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        </div>
        <Button size="sm" tone="primary" type="submit">
          {words.save}
        </Button>
        <Button size="sm" tone="quiet" onClick={onDone}>
          {text.ui.cancel}
        </Button>
      </form>
    </li>
  );
}
