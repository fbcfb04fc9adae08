import { type ReactElement, useEffect } from "react";
import { useOpenChat } from "../../client/chats.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { stopRun } from "./sending.ts";

const words = text.chat.stop;

/** Escape asks once: what runs may be minutes of work. */
export function StopNote({ onDone }: { readonly onDone: () => void }): ReactElement | null {
  const running = useOpenChat(({ state }) => state.running !== null);
  useEffect(() => {
    if (!running) onDone();
  }, [running, onDone]);
  if (!running) return null;
  return (
    <div
      role="alertdialog"
      aria-label={words.question}
      className="flex items-center gap-2 rounded-md bg-warn-soft px-2.5 py-1.5 text-xs text-fg"
      onKeyDown={(event) => event.key === "Escape" && onDone()}
    >
      <span className="min-w-0 flex-1">{words.question}</span>
      <Button size="sm" tone="quiet" onClick={onDone}>
        {words.goOn}
      </Button>
      <Button
        size="sm"
        tone="danger"
        autoFocus
        onClick={() => {
          void stopRun();
          onDone();
        }}
      >
        {words.stop}
      </Button>
    </div>
  );
}
