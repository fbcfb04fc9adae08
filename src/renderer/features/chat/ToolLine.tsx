import { pathOf, subjectOf } from "../../../common/apps/chat/callSubject.ts";
import { X } from "lucide-react";
import { type ReactElement, useState } from "react";
import type { CallState } from "../../../common/apps/chat/chatState.ts";
import { isOver } from "../../../common/apps/chat/reduceChat.ts";
import { fileName } from "../../../common/apps/filePath.ts";
import { useCall } from "../../client/chats.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { ApprovalCard } from "./ApprovalCard.tsx";
import { ask } from "./attempt.ts";
import { detailOf, stateOf, valueOf } from "./callWords.ts";
import { DraftView } from "./DraftView.tsx";
import { ToolDetails } from "./ToolDetails.tsx";

const words = text.chat.call;

/** One call of a tool: how it stands in two lines, and more of it below when asked for. */
export function ToolLine({ id }: { readonly id: string }): ReactElement | null {
  const call = useCall(id);
  const [open, setOpen] = useState(false);
  if (call === undefined) return null;
  return (
    <div className="border-line [&+&]:border-t" data-call={call.id} data-phase={call.phase}>
      <Line call={call} open={open} onToggle={() => setOpen(!open)} />
      {call.phase === "asking" && call.approval !== null && (
        <ApprovalCard approval={call.approval} />
      )}
      {call.phase === "drafting" && <DraftView call={call} />}
      {open && <ToolDetails call={call} />}
    </div>
  );
}

interface LineProps {
  readonly call: CallState;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function Line({ call, open, onToggle }: LineProps): ReactElement {
  const subject = subjectOf(call);
  const detail = detailOf(call);
  return (
    <div className="flex items-start text-xs">
      <button
        type="button"
        aria-expanded={open}
        aria-label={words.toggle(call.tool, subject, stateOf(call))}
        onClick={onToggle}
        className="grid min-w-0 flex-1 grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-2 gap-y-0.5 px-2.5 py-1.5 text-left hover:bg-hover"
      >
        <CallDot phase={call.phase} />
        <span className="truncate font-mono text-fg" title={`${call.tool} ${subject}`}>
          {pathOf(call) === undefined ? subject : fileName(subject)}
        </span>
        <span className={classNames("whitespace-nowrap tabular-nums", VALUE_TONE[call.phase])}>
          {valueOf(call)}
        </span>
        <span className="col-span-2 col-start-2 flex min-w-0 items-center gap-2 text-fg-2">
          <span className="min-w-0 truncate">{detail}</span>
          {call.phase === "running" && (
            <ProgressBar
              label={words.progress(subject)}
              fraction={call.percent / 100}
              className="min-w-8 flex-1"
            />
          )}
        </span>
      </button>
      {!isOver(call) && (
        <span className="pt-1 pr-1">
          <IconButton
            size="sm"
            icon={X}
            label={words.cancel(subject)}
            onClick={() => void ask({ type: "cancel-tool", call: call.id })}
          />
        </span>
      )}
    </div>
  );
}

const VALUE_TONE: Record<CallState["phase"], string> = {
  drafting: "text-accent",
  waiting: "text-fg-3",
  asking: "text-warn",
  running: "text-accent",
  ok: "text-fg-3",
  failed: "text-err",
  cancelled: "text-fg-3",
  denied: "text-fg-3",
  interrupted: "text-warn",
};

const DOT: Record<CallState["phase"], string> = {
  drafting: "bg-accent animate-pulse-soft",
  waiting: "border-[1.5px] border-fg-3",
  asking: "bg-warn",
  running: "bg-accent shadow-[0_0_0_3px_var(--accent-soft)]",
  ok: "bg-ok",
  failed: "bg-err",
  cancelled: "border-[1.5px] border-fg-3",
  denied: "border-[1.5px] border-fg-3",
  interrupted: "border-[1.5px] border-warn",
};

function CallDot({ phase }: { readonly phase: CallState["phase"] }): ReactElement {
  return (
    <span
      aria-hidden="true"
      className={classNames("size-2 justify-self-center rounded-full", DOT[phase])}
    />
  );
}
