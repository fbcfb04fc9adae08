import { ShieldAlert } from "lucide-react";
import type { ReactElement } from "react";
import { useOpenChat } from "../../client/chats.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { rowOfCall, useJump } from "./jump.ts";

const words = text.chat.approval;

/** Says that calls wait for the person, and leads to the first of them. */
export function WaitingApprovals(): ReactElement | null {
  const running = useOpenChat(({ state }) => state.running);
  const waiting = useOpenChat(({ state }) =>
    running === null
      ? ""
      : Object.values(state.calls)
          .filter(({ phase, run }) => phase === "asking" && run === running)
          .map(({ id }) => id)
          .join(" "),
  );
  if (waiting === "") return null;
  const ids = waiting.split(" ");
  return (
    <div className="flex items-center gap-2 rounded-md bg-warn-soft px-2.5 py-1 text-xs text-fg">
      <ShieldAlert aria-hidden="true" className="size-3.5 shrink-0 text-warn" />
      <span className="min-w-0 flex-1">{words.waiting(ids.length, formatNumber(ids.length))}</span>
      <Button
        size="sm"
        tone="quiet"
        onClick={() => useJump.setState({ row: rowOfCall(ids[0] ?? ""), call: ids[0] ?? null })}
      >
        {words.show}
      </Button>
    </div>
  );
}
