import { Eye, EyeOff } from "lucide-react";
import type { ReactElement } from "react";
import type { CallState } from "../../../common/apps/chat/chatState.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { draftText } from "./callWords.ts";
import { followDraft, stopFollowing, useFollowedDraft } from "./followDraft.ts";

const words = text.chat.draft;

/** Drawn anew with each piece: the end of a long text is all that is read anyway. */
const SHOWN_CHARACTERS = 1_200;
const SHOWN_LINES = 10;

/** The end of what a model is writing for a file; nothing of it is on disk yet. */
export function DraftView({ call }: { readonly call: CallState }): ReactElement | null {
  const followed = useFollowedDraft(({ call: id }) => id === call.id);
  const draft = draftText(call);
  if (draft === undefined || draft === "") return null;
  return (
    <div className="border-t border-line">
      <pre
        aria-label={words.label}
        className="max-h-46 overflow-hidden px-2.5 py-1.5 text-xs leading-4.5 whitespace-pre text-fg-2"
      >
        {tail(draft)}
      </pre>
      {call.draft["content"] !== undefined && call.draft["path"] !== undefined && (
        <div className="flex justify-end px-1.5 pb-1.5">
          <Button
            size="sm"
            tone="quiet"
            icon={followed ? EyeOff : Eye}
            onClick={() => (followed ? stopFollowing() : void followDraft(call.id))}
          >
            {followed ? words.unfollow : words.follow}
          </Button>
        </div>
      )}
    </div>
  );
}

function tail(draft: string): string {
  return draft.slice(-SHOWN_CHARACTERS).split("\n").slice(-SHOWN_LINES).join("\n");
}
