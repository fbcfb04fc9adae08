import { X } from "lucide-react";
import type { ReactElement } from "react";
import { ToolCallId } from "../../../common/contracts/chat.ts";
import { intend } from "../../client/chats.ts";
import { toProblem } from "../../client/studio.ts";
import { text } from "../../messages/text.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { notify } from "../../ui/notifications.ts";

const words = text.timeline;

interface CancelCallProps {
  readonly id: string;
  readonly label: string;
}

/** Cancels one call of a tool; the others of its run go on. */
export function CancelCall({ id, label }: CancelCallProps): ReactElement | null {
  const call = ToolCallId.safeParse(id).data;
  if (call === undefined) return null;
  const cancel = (): void => {
    intend({ type: "cancel-tool", call }).catch((error: unknown) =>
      notify({
        level: "error",
        title: words.notCancelled(label),
        body: toProblem(error).message,
      }),
    );
  };
  return <IconButton icon={X} label={words.cancelJob(label)} size="sm" onClick={cancel} />;
}
