import { ChevronDown, ChevronRight } from "lucide-react";
import { type ReactElement, useState } from "react";
import type { PartState } from "../../../common/apps/chat/chatState.ts";
import { usePart } from "../../client/chats.ts";
import { text } from "../../messages/text.ts";
import { Markdown } from "./Markdown.tsx";

const words = text.chat.message;

/** A stretch of what the assistant says, or thinks. */
export function PartView({ id }: { readonly id: string }): ReactElement | null {
  const part = usePart(id);
  if (part === undefined || (part.ended && part.text.trim() === "")) return null;
  if (part.kind === "reasoning") return <Reasoning part={part} />;
  return <Markdown source={part.text} growing={!part.ended} />;
}

function Reasoning({ part }: { readonly part: PartState }): ReactElement {
  const [open, setOpen] = useState(false);
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <div className="text-xs text-fg-3">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex items-center gap-1 rounded-sm hover:text-fg-2"
      >
        <Icon aria-hidden="true" className="size-3.5" />
        {part.ended ? words.thought : words.thinking}
      </button>
      {open && (
        <div className="mt-1 border-l-2 border-line pl-2.5 whitespace-pre-wrap">{part.text}</div>
      )}
    </div>
  );
}
