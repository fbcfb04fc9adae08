import { FilePath, fileName } from "../../../common/apps/filePath.ts";
import type { PackageJob } from "../../../common/contracts/packages.ts";
import { formatDuration, formatNumber, formatPercent } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import type { Lane, LaneLabel, Run } from "./activity.ts";

const words = text.timeline;

export function labelOf(label: LaneLabel): string {
  switch (label.kind) {
    case "stage":
      return words.stages[label.stage];
    case "job":
      return words.jobs[label.job](label.name);
    case "save":
      return fileName(label.path);
    case "call":
      return label.path === null ? label.subject : fileName(label.path);
  }
}

/** How far a job is in its phase, which counts anew: `fetching 12 of 60`, then `writing 3 of 49`. */
export function jobProgress({ stage, done, total }: PackageJob): string {
  const phase = words.jobStages[stage];
  if (total === null || total === 0) return phase;
  return words.jobProgress(phase, formatNumber(Math.min(done, total)), formatNumber(total));
}

/** The file a lane is about, when it is about one. */
export function fileOf(label: LaneLabel): FilePath | null {
  if (label.kind === "call") return label.path;
  return label.kind === "save" ? (FilePath.safeParse(label.path).data ?? null) : null;
}

/** All that a lane's label leaves out. */
export function hintOf(label: LaneLabel): string {
  if (label.kind === "save") return label.path;
  return label.kind === "call" ? `${label.tool} ${label.subject}` : labelOf(label);
}

/** What stands at the end of a lane: its duration, or how far it is. */
export function valueOf(lane: Lane): string {
  if (lane.status === "failed") return words.failed;
  if (lane.status === "cancelled") return words.cancelled;
  if (lane.status === "running" && lane.fraction !== null) return formatPercent(lane.fraction);
  return formatDuration(lane.endedAt - lane.startedAt);
}

/** `4 saves`, `Opening the preview`, `Packages and 2 saves` */
export function titleOf(run: Run): string {
  if (run.title !== undefined) return run.title;
  const saves = run.lanes.filter((lane) => lane.label.kind === "save").length;
  const opening = run.lanes.some((lane) => lane.label.kind === "stage");
  const jobs = run.lanes.some((lane) => lane.label.kind === "job");
  const parts = [
    opening && words.runs.opening,
    jobs && !opening && words.runs.packages,
    saves > 0 && words.runs.saves(saves, formatNumber(saves)),
  ].filter((part) => part !== false);
  return parts.join(words.runs.and);
}
