import { type ReactElement, useEffect, useState } from "react";
import type { ChatEvent } from "../../../common/contracts/chat.ts";
import { onChatEvent, useOpenChat } from "../../client/chats.ts";
import { text } from "../../messages/text.ts";
import { subjectOf } from "./callWords.ts";

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
  switch (event.type) {
    case "run.started":
      return words.started;
    case "run.ended":
      return words.ended[event.status];
    case "approval.asked":
      return words.asked(event.summary);
    case "question.asked":
      return event.question;
    case "tool.ended": {
      const call = useOpenChat.getState().state.calls[event.call];
      const failed = event.status === "failed" && call !== undefined;
      return failed ? words.failed(subjectOf(call)) : null;
    }
    case "checkpoint.restored":
      return words.restored[event.direction];
    default:
      return null;
  }
}
