import { subjectOf } from "../../../common/apps/chat/callSubject.ts";
import { type ReactElement, useEffect, useState } from "react";
import type { ChatEvent } from "../../../common/contracts/chat.ts";
import { onChatEvent, useOpenChat } from "../../client/chats.ts";
import { text } from "../../messages/text.ts";

const words = text.chat.milestones;

/** Reads out what was reached; each token would be noise. */
export function ChatMilestones(): ReactElement {
  const [said, setSaid] = useState("");
  useEffect(
    () =>
      onChatEvent((event) => {
        const sentence = milestone(event);
        if (sentence !== null) setSaid(sentence);
      }),
    [],
  );
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}

function milestone(event: ChatEvent): string | null {
  if (event.type === "run.started") return words.started;
  if (event.type === "run.ended") return words.ended[event.status];
  if (event.type === "approval.asked") return words.asked(event.summary);
  if (event.type === "question.asked") return event.question;
  if (event.type === "checkpoint.restored") return words.restored[event.direction];
  if (event.type !== "tool.ended" || event.status !== "failed") return null;
  const call = useOpenChat.getState().state.calls[event.call];
  return call === undefined ? null : words.failed(subjectOf(call));
}
