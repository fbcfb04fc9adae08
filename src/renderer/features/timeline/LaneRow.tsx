import { X } from "lucide-react";
import type { ReactElement } from "react";
import { openFile } from "../../client/editorIntents.ts";
import { studio } from "../../client/studio.ts";
import { formatDuration } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import type { Lane, Phase, Segment } from "./activity.ts";
import { CancelCall } from "./CancelCall.tsx";
import { fileOf, hintOf, labelOf, valueOf } from "./words.ts";

const words = text.timeline;

export const PHASE_FILL: Record<Phase, string> = {
  prepare: "bg-line-strong",
  write: "bg-warn",
  transform: "bg-accent-solid",
  push: "bg-info",
  paint: "bg-ok",
  check: "bg-fg-3",
  failed: "bg-err",
};

interface LaneRowProps {
  readonly lane: Lane;
  /** The axis of the lane's run. */
  readonly from: number;
  readonly to: number;
}

export function LaneRow({ lane, from, to }: LaneRowProps): ReactElement {
  const span = Math.max(1, to - from);
  const label = labelOf(lane.label);
  return (
    <div className="grid h-6 grid-cols-[minmax(80px,190px)_minmax(0,1fr)_auto] items-center gap-3 px-3 text-xs">
      <LaneName lane={lane} label={label} />
      <span className="relative h-3.5 rounded-sm bg-[repeating-linear-gradient(90deg,transparent_0_calc(12.5%-1px),var(--line)_calc(12.5%-1px)_12.5%)]">
        {lane.segments.map((segment) => (
          <Bar key={`${segment.phase} ${segment.from}`} segment={segment} from={from} span={span} />
        ))}
      </span>
      <span className="flex items-center justify-end gap-1">
        <CancelJob lane={lane} label={label} />
        <span className={classNames("w-16 text-right tabular-nums", valueTone(lane))}>
          {valueOf(lane)}
        </span>
      </span>
    </div>
  );
}

function LaneName({ lane, label }: { lane: Lane; label: string }): ReactElement {
  const path = fileOf(lane.label);
  const hint = hintOf(lane.label);
  if (path === null) {
    return (
      <span className="truncate font-mono text-fg-2" title={hint}>
        {label}
      </span>
    );
  }
  return (
    <button
      type="button"
      title={hint}
      className="truncate rounded-sm text-left font-mono text-fg-2 hover:text-fg hover:underline"
      onClick={() => openFile(path, { pinned: true })}
    >
      {label}
    </button>
  );
}

function valueTone(lane: Lane): string {
  if (lane.status === "running") return "text-accent";
  return lane.status === "failed" ? "text-err" : "text-fg-3";
}

interface BarProps {
  readonly segment: Segment;
  readonly from: number;
  /** Length of the axis in ms. */
  readonly span: number;
}

function Bar({ segment, from, span }: BarProps): ReactElement {
  const left = ((segment.from - from) / span) * 100;
  const width = ((segment.to - segment.from) / span) * 100;
  return (
    <span
      title={`${nameOf(segment)} ${formatDuration(segment.to - segment.from)}`}
      className={classNames(
        "absolute top-0.5 h-2.5 min-w-0.5 rounded-[2px]",
        PHASE_FILL[segment.phase],
      )}
      style={{ left: `${left}%`, width: `${width}%` }}
    />
  );
}

function nameOf({ phase, stage }: Segment): string {
  return stage === undefined ? words.phases[phase] : text.chat.stages[stage];
}

function CancelJob({ lane, label }: { lane: Lane; label: string }): ReactElement | null {
  if (lane.status !== "running") return null;
  if (lane.label.kind === "call")
    return <CancelCall id={lane.id.slice("call ".length)} label={label} />;
  if (lane.label.kind !== "job") return null;
  const jobId = lane.id.slice("job ".length);
  return (
    <IconButton
      icon={X}
      label={words.cancelJob(label)}
      size="sm"
      onClick={() => void studio.packages.cancel.mutate({ jobId })}
    />
  );
}
