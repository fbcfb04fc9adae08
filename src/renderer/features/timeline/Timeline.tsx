import { Activity } from "lucide-react";
import { type ReactElement, useMemo } from "react";
import { useCurrentApp } from "../../client/currentApp.ts";
import { usePackageJobs, usePreviewState } from "../../client/facts.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { useNow } from "../../ui/useNow.ts";
import { VirtualList } from "../../ui/VirtualList.tsx";
import { axisOf, type Phase, type Run, runsOf } from "./activity.ts";
import { LaneRow, PHASE_FILL } from "./LaneRow.tsx";
import { Milestones } from "./Milestones.tsx";
import { RunRow } from "./RunRow.tsx";
import { rowsOf } from "./rows.ts";

const words = text.timeline;
const LEGEND: readonly Phase[] = ["prepare", "write", "transform", "push", "paint"];

/** What Studio did for this app: package jobs, the stages of opening, saves. */
export function Timeline(): ReactElement {
  const runs = useRuns();
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
      {rows.length > 0 && <Legend />}
    </div>
  );
}

function useRuns(): readonly Run[] {
  const appId = useCurrentApp((current) => current.appId);
  const preview = usePreviewState(({ value }) => value);
  const all = usePackageJobs(({ value }) => value);
  const jobs = useMemo(() => (all ?? []).filter((job) => job.appId === appId), [all, appId]);
  const running =
    jobs.some((job) => job.status === "running") ||
    (preview?.stages.some((stage) => stage.status === "running") ?? false);
  const now = useNow(running);
  return useMemo(() => runsOf({ preview, jobs }, now), [preview, jobs, now]);
}

function Legend(): ReactElement {
  return (
    <ul className="flex h-6 shrink-0 items-center gap-3.5 overflow-hidden px-3 text-xs text-fg-3">
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
