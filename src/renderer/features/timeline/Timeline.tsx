import { Activity } from "lucide-react";
import { type ReactElement, useMemo, useState } from "react";
import { useOpenChat } from "../../client/chats.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { usePackageJobs, usePreviewState } from "../../client/facts.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { useNow } from "../../ui/useNow.ts";
import { VirtualList } from "../../ui/VirtualList.tsx";
import { axisOf, type Phase, type Run, runsOf } from "./activity.ts";
import { chatRuns } from "./chatRuns.ts";
import { filtered, type LaneKind } from "./laneKind.ts";
import { LaneRow, PHASE_FILL } from "./LaneRow.tsx";
import { Milestones } from "./Milestones.tsx";
import { RunRow } from "./RunRow.tsx";
import { rowsOf } from "./rows.ts";
import { TimelineTools } from "./TimelineTools.tsx";

const words = text.timeline;
const LEGEND: readonly Phase[] = ["prepare", "write", "transform", "push", "paint", "check"];

/** What Studio did for this app: package jobs, the stages of opening, saves. */
export function Timeline(): ReactElement {
  const [kind, setKind] = useState<LaneKind>("all");
  const all = useRuns();
  const runs = useMemo(() => filtered(all, kind), [all, kind]);
  const rows = useMemo(() => rowsOf(runs), [runs]);
  return (
    <div className="flex h-full flex-col">
      <Milestones />
      <div className="min-h-0 flex-1">
        {rows.length === 0 ? (
          <EmptyState icon={Activity} title={words.empty} body={words.emptyBody} />
        ) : (
          <VirtualList
            label={words.log}
            items={rows}
            keyOf={(row) => row.key}
            rowHeight={24}
            row={(row) =>
              row.kind === "run" ? (
                <RunRow run={row.run} />
              ) : (
                <LaneRow lane={row.lane} {...axisOf(row.lane, row.run)} />
              )
            }
          />
        )}
      </div>
      {all.length > 0 && (
        <div className="flex h-7 shrink-0 items-center gap-2 border-t border-line pr-1.5 pl-3">
          <Legend />
          <span className="flex-1" />
          <TimelineTools runs={runs} kind={kind} onKind={setKind} />
        </div>
      )}
    </div>
  );
}

function useRuns(): readonly Run[] {
  const appId = useCurrentApp((current) => current.appId);
  const preview = usePreviewState(({ value }) => value);
  const all = usePackageJobs(({ value }) => value);
  const jobs = useMemo(() => (all ?? []).filter((job) => job.appId === appId), [all, appId]);
  const chatting = useOpenChat(({ state }) => state.running !== null);
  const running =
    jobs.some((job) => job.status === "running") ||
    (preview?.stages.some((stage) => stage.status === "running") ?? false);
  const now = useNow(running || chatting);
  const others = useMemo(() => runsOf({ preview, jobs }, now), [preview, jobs, now]);
  const chats = useChatRuns(now);
  return useMemo(
    () => [...others, ...chats].toSorted((a, b) => a.startedAt - b.startedAt),
    [others, chats],
  );
}

/** Calls move on between two ticks of the clock without being drawn for each event. */
function useChatRuns(now: number): readonly Run[] {
  const shape = useOpenChat((chat) => chat.shape);
  const [made, setMade] = useState({ shape: -1, now: 0, runs: [] as readonly Run[] });
  if (made.shape === shape && made.now === now) return made.runs;
  const runs = chatRuns(useOpenChat.getState().state, now);
  setMade({ shape, now, runs });
  return runs;
}

function Legend(): ReactElement {
  return (
    <ul className="flex h-6 min-w-0 items-center gap-3.5 overflow-hidden text-xs text-fg-3">
      {LEGEND.map((phase) => (
        <li key={phase} className="flex items-center gap-1.5 whitespace-nowrap">
          <span
            aria-hidden="true"
            className={classNames("size-2 rounded-[2px]", PHASE_FILL[phase])}
          />
          {words.phases[phase]}
        </li>
      ))}
    </ul>
  );
}
