import { ChevronLeft, ChevronRight, Pencil } from "lucide-react";
import { type KeyboardEvent, type ReactElement, useState } from "react";
import type { MessageState } from "../../../common/apps/chat/chatState.ts";
import type { MessageId } from "../../../common/contracts/chat.ts";
import { useMessage, useOpenChat } from "../../client/chats.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { AttachmentChips } from "./AttachmentChips.tsx";
import { ask } from "./attempt.ts";
import { branchEnd } from "./chatRows.ts";
import { useComposer } from "./composerState.ts";

const words = text.chat.message;

interface PersonMessageProps {
  readonly id: MessageId;
  readonly branches: readonly MessageId[];
}

/** What the person said, and the ways that were taken from here. */
export function PersonMessage({ id, branches }: PersonMessageProps): ReactElement | null {
  const message = useMessage(id);
  const [editing, setEditing] = useState(false);
  if (message === undefined) return null;
  if (editing) return <EditMessage message={message} onDone={() => setEditing(false)} />;
  return (
    <div className="group/message flex flex-col items-end gap-1">
      <div className="flex max-w-full items-start gap-0.5">
        <IconButton
          size="sm"
          icon={Pencil}
          label={words.edit}
          onClick={() => setEditing(true)}
          className="opacity-0 group-hover/message:opacity-100 focus-visible:opacity-100"
        />
        <div className="min-w-0 rounded-lg rounded-br-sm bg-active px-2.5 py-1.5 text-sm break-words whitespace-pre-wrap text-fg">
          {message.text}
        </div>
      </div>
      <AttachmentChips attachments={message.attachments} />
      {branches.length > 1 && <Branches id={id} branches={branches} />}
    </div>
  );
}

function Branches({ id, branches }: PersonMessageProps): ReactElement {
  const at = branches.indexOf(id);
  const running = useOpenChat(({ state }) => state.running !== null);
  const step = (by: number): void => {
    const to = branches[at + by];
    if (to === undefined) return;
    void ask({ type: "choose-branch", leaf: branchEnd(useOpenChat.getState().state, to) });
  };
  return (
    <span role="group" aria-label={words.branches} className="flex items-center text-xs text-fg-3">
      <IconButton
        size="sm"
        icon={ChevronLeft}
        label={words.previousBranch}
        disabled={running || at <= 0}
        onClick={() => step(-1)}
      />
      <span className="tabular-nums">
        {words.branch(formatNumber(at + 1), formatNumber(branches.length))}
      </span>
      <IconButton
        size="sm"
        icon={ChevronRight}
        label={words.nextBranch}
        disabled={running || at >= branches.length - 1}
        onClick={() => step(1)}
      />
    </span>
  );
}

interface EditMessageProps {
  readonly message: MessageState;
  readonly onDone: () => void;
}

/** Sends the message anew as a branch: what came of the old one stays. */
function EditMessage({ message, onDone }: EditMessageProps): ReactElement {
  const [value, setValue] = useState(message.text);
  const mode = useComposer((composer) => composer.mode);
  const send = async (): Promise<void> => {
    if (value.trim() === "") return;
    const accepted = await ask({
      type: "send",
      text: value,
      mode,
      attachments: [...message.attachments],
      after: message.parent ?? "start",
    });
    if (accepted) onDone();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") onDone();
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <div className="flex flex-col gap-1.5">
      <textarea
        aria-label={words.edit}
        autoFocus
        rows={Math.min(10, value.split("\n").length + 1)}
        value={value}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={onKeyDown}
        className="w-full resize-none rounded-lg border border-line-strong bg-raised px-2.5 py-1.5 text-sm text-fg"
      />
      <div className="flex justify-end gap-1.5">
        <Button size="sm" tone="quiet" onClick={onDone}>
          {text.ui.cancel}
        </Button>
        <Button size="sm" tone="primary" onClick={() => void send()}>
          {words.resend}
        </Button>
      </div>
    </div>
  );
}
