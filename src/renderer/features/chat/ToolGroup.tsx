import { ChevronDown, ChevronRight } from "lucide-react";
import { type ReactElement, useState } from "react";
import type { CallState } from "../../../common/apps/chat/chatState.ts";
import type { ToolCallId } from "../../../common/contracts/chat.ts";
import { useOpenChat } from "../../client/chats.ts";
import { formatDuration, formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { groupSummary } from "./callWords.ts";
import { ToolLine } from "./ToolLine.tsx";

const words = text.chat.group;

/** More calls than these begin folded: their summary says how far they are. */
const OPEN_UP_TO = 8;

/** The calls of one step on one card. */
export function ToolGroup({ calls }: { readonly calls: readonly ToolCallId[] }): ReactElement {
  const [unfolded, setUnfolded] = useState<boolean | null>(null);
  const open = unfolded ?? calls.length <= OPEN_UP_TO;
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <section
      aria-label={words.title(calls.length, formatNumber(calls.length))}
      className="overflow-hidden rounded-lg border border-line bg-raised"
    >
      {calls.length > 1 && (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setUnfolded(!open)}
          className="flex w-full items-center gap-2 border-b border-line px-2.5 py-1.5 text-left text-xs text-fg-2 hover:bg-hover"
        >
          <Icon aria-hidden="true" className="size-3.5 shrink-0 text-fg-3" />
          <b className="shrink-0 font-semibold text-fg">
            {words.title(calls.length, formatNumber(calls.length))}
          </b>
          <GroupSummary calls={calls} />
        </button>
      )}
      {/* What waits for the person stays in sight. */}
      {open ? calls.map((id) => <ToolLine key={id} id={id} />) : <Asking calls={calls} />}
    </section>
  );
}

function GroupSummary({ calls }: { readonly calls: readonly ToolCallId[] }): ReactElement {
  const summary = useOpenChat(({ state }) => groupSummary(callsOf(state.calls, calls)));
  const took = useOpenChat(({ state }) => tookOf(callsOf(state.calls, calls)));
  return (
    <>
      <span className="min-w-0 flex-1 truncate">{summary}</span>
      {took !== null && (
        <span className="shrink-0 text-fg-3 tabular-nums">{formatDuration(took)}</span>
      )}
    </>
  );
}

function Asking({ calls }: { readonly calls: readonly ToolCallId[] }): ReactElement {
  const asking = useOpenChat(({ state }) =>
    callsOf(state.calls, calls)
      .filter(({ phase }) => phase === "asking")
      .map(({ id }) => id)
      .join(" "),
  );
  return <>{asking.split(" ").map((id) => id !== "" && <ToolLine key={id} id={id} />)}</>;
}

function callsOf(
  all: Readonly<Record<string, CallState>>,
  ids: readonly ToolCallId[],
): readonly CallState[] {
  return ids.flatMap((id) => all[id] ?? []);
}

/** From the first call's start to the last one's end; null while one runs. */
function tookOf(calls: readonly CallState[]): number | null {
  let from = Infinity;
  let to = 0;
  for (const { startedAt, ms } of calls) {
    if (startedAt === null) continue;
    if (ms === null) return null;
    from = Math.min(from, startedAt);
    to = Math.max(to, startedAt + ms);
  }
  return to === 0 ? null : to - from;
}
