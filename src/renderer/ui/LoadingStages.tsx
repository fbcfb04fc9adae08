import type { ReactElement } from "react";
import { formatDuration, formatNumber } from "../messages/format.ts";
import { text } from "../messages/text.ts";
import { classNames } from "./classNames.ts";
import { Dot, type DotState } from "./Dot.tsx";
import { ProgressBar } from "./ProgressBar.tsx";
import { useDelayed } from "./useDelayed.ts";
import { useNow } from "./useNow.ts";

export interface LoadingStage {
  readonly id: string;
  readonly label: string;
  readonly status: "waiting" | "running" | "done" | "failed" | "skipped";
  /** Duration once ended. */
  readonly ms: number | null;
  /** Epoch ms; the time so far is counted from it. */
  readonly startedAt: number | null;
  readonly done: number | null;
  readonly total: number | null;
}

const DOTS: Record<LoadingStage["status"], DotState> = {
  waiting: "waiting",
  running: "running",
  done: "ok",
  failed: "err",
  skipped: "off",
};

interface LoadingStagesProps {
  readonly title: string;
  readonly stages: readonly LoadingStage[];
  /** Milliseconds during which nothing is shown, because quick work needs no words. */
  readonly delayMs?: number;
}

/** What long work goes through, with real times and counts. */
export function LoadingStages({ title, stages, delayMs }: LoadingStagesProps): ReactElement | null {
  const due = useDelayed(delayMs);
  const now = useNow(stages.some((stage) => stage.status === "running"));
  if (!due) return null;
  return (
    <section aria-label={title} aria-busy="true" className="flex w-full max-w-90 flex-col gap-3">
      <h3 className="text-sm font-semibold text-fg">{title}</h3>
      <ol className="flex flex-col gap-2.5">
        {stages.map((stage) => (
          <StageRow key={stage.id} stage={stage} now={now} />
        ))}
      </ol>
    </section>
  );
}

function StageRow({ stage, now }: { stage: LoadingStage; now: number }): ReactElement {
  const running = stage.status === "running";
  return (
    <li
      className={classNames(
        "grid grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-2 gap-y-1 text-xs",
        running ? "text-fg" : "text-fg-2",
      )}
    >
      <span className="grid place-items-center">
        <Dot state={DOTS[stage.status]} />
      </span>
      <span className="truncate">
        {stage.label}
        <span className="sr-only">, {text.ui.stageStatus[stage.status]}</span>
      </span>
      <span className="text-fg-3 tabular-nums">{stageTime(stage, now)}</span>
      {running && stage.total !== null && stage.total > 0 && (
        <span className="col-span-2 col-start-2 flex items-center gap-2 text-fg-3 tabular-nums">
          <ProgressBar
            label={stage.label}
            fraction={(stage.done ?? 0) / stage.total}
            className="flex-1"
          />
          {text.ui.ofTotal(formatNumber(stage.done ?? 0), formatNumber(stage.total))}
        </span>
      )}
    </li>
  );
}

function stageTime(stage: LoadingStage, now: number): string {
  if (stage.status === "skipped") return text.ui.stageStatus.skipped;
  if (stage.ms !== null) return formatDuration(stage.ms);
  if (stage.status !== "running" || stage.startedAt === null) return "";
  return formatDuration(Math.max(0, now - stage.startedAt));
}
