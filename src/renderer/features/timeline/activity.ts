import type { FilePath } from "../../../common/apps/filePath.ts";
import type { ToolStage } from "../../../common/contracts/chat.ts";
import type { PackageJob } from "../../../common/contracts/packages.ts";
import type { PreviewStage, PreviewState, SaveTrace } from "../../../common/contracts/preview.ts";

/** What Studio did for the app, as lanes over time. Pure: times are epoch ms. */

export type Phase = "prepare" | "write" | "transform" | "push" | "paint" | "check" | "failed";

export interface Segment {
  readonly phase: Phase;
  readonly from: number;
  readonly to: number;
  /** What a tool called it. */
  readonly stage?: ToolStage;
}

export type LaneLabel =
  | { readonly kind: "stage"; readonly stage: PreviewStage["id"] }
  | { readonly kind: "job"; readonly job: PackageJob["kind"]; readonly name: string }
  | { readonly kind: "save"; readonly path: string }
  | {
      readonly kind: "call";
      readonly tool: string;
      /** A path for most. */
      readonly subject: string;
      readonly path: FilePath | null;
    };

export interface Lane {
  readonly id: string;
  readonly label: LaneLabel;
  readonly status: "running" | "done" | "failed" | "cancelled";
  readonly startedAt: number;
  /** The end; the present while it runs. */
  readonly endedAt: number;
  readonly segments: readonly Segment[];
  /** 0..1 while it runs and the total is known. */
  readonly fraction: number | null;
}

/** Lanes that lie close together in time and share an axis. */
export interface Run {
  readonly id: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly running: boolean;
  readonly lanes: readonly Lane[];
  /** What the person asked for, of a run of the chat. */
  readonly title?: string;
}

/**
 * The stretch of time a lane is drawn on. Stages follow each other; saves are held against each
 * other, so each begins at the left and the slowest fills the row, however long the pauses were.
 */
export function axisOf(lane: Lane, run: Run): { readonly from: number; readonly to: number } {
  if (lane.label.kind !== "save") return { from: run.startedAt, to: run.endedAt };
  const longest = Math.max(...run.lanes.map(({ startedAt, endedAt }) => endedAt - startedAt));
  return { from: lane.startedAt, to: lane.startedAt + longest };
}

/** A pause of this long ends a run. */
const PAUSE_MS = 4000;
/** Opening waits between its stages and its install, as for the page to be drawn first. */
const OPENING_PAUSE_MS = 20_000;

export interface ActivitySources {
  readonly preview: PreviewState | null;
  readonly jobs: readonly PackageJob[];
}

/** All runs, oldest first; lanes in the order they began. */
export function runsOf({ preview, jobs }: ActivitySources, now: number): readonly Run[] {
  const lanes = [
    ...(preview?.stages ?? [])
      .filter((stage) => !isToldByJob(stage, jobs))
      .flatMap((stage) => stageLane(stage, now)),
    ...jobs.map((job) => jobLane(job, now)),
    ...(preview?.saves ?? []).map((save) => saveLane(save, now)),
  ].toSorted((a, b) => a.startedAt - b.startedAt);
  const runs: Run[] = [];
  for (const lane of lanes) {
    const last = runs.at(-1);
    if (last !== undefined && belongs(lane, last)) runs[runs.length - 1] = joined(last, lane);
    else runs.push(runOf(lane));
  }
  return runs;
}

/** Opening waits for an install that has a lane of its own, with more to tell. */
function isToldByJob(stage: PreviewStage, jobs: readonly PackageJob[]): boolean {
  const { id, startedAt, ms } = stage;
  if (id !== "packages" || startedAt === null) return false;
  const endedAt = ms === null ? Infinity : startedAt + ms;
  return jobs.some(
    (job) => job.kind === "install" && job.startedAt >= startedAt && job.startedAt <= endedAt,
  );
}

/** A save takes milliseconds, opening takes seconds: on one axis the saves would not be seen. */
function belongs(lane: Lane, run: Run): boolean {
  const isSave = lane.label.kind === "save";
  const ofSaves = run.lanes.every(({ label }) => label.kind === "save");
  const isOpening = isStage(lane) || run.lanes.some(isStage);
  const pause = isOpening ? OPENING_PAUSE_MS : PAUSE_MS;
  return isSave === ofSaves && lane.startedAt - run.endedAt <= pause;
}

function isStage({ label }: Lane): boolean {
  return label.kind === "stage";
}

function runOf(lane: Lane): Run {
  const { id, startedAt, endedAt } = lane;
  return { id, startedAt, endedAt, running: lane.status === "running", lanes: [lane] };
}

function joined(run: Run, lane: Lane): Run {
  return {
    ...run,
    endedAt: Math.max(run.endedAt, lane.endedAt),
    running: run.running || lane.status === "running",
    lanes: [...run.lanes, lane],
  };
}

const STAGE_PHASES: Record<PreviewStage["id"], Phase> = {
  edge: "prepare",
  script: "prepare",
  packages: "prepare",
  compiler: "prepare",
  transform: "transform",
  push: "push",
};

function stageLane(stage: PreviewStage, now: number): readonly Lane[] {
  const { id, startedAt, status, ms } = stage;
  if (startedAt === null || status === "waiting" || status === "skipped") return [];
  const endedAt = ms === null ? now : startedAt + ms;
  const phase = status === "failed" ? "failed" : STAGE_PHASES[id];
  return [
    {
      id: `stage ${id} ${startedAt}`,
      label: { kind: "stage", stage: id },
      status,
      startedAt,
      endedAt,
      segments: [{ phase, from: startedAt, to: endedAt }],
      fraction: status === "running" ? fractionOf(stage.done, stage.total) : null,
    },
  ];
}

function jobLane(job: PackageJob, now: number): Lane {
  const endedAt = job.ms === null ? now : job.startedAt + job.ms;
  const phase = job.status === "failed" ? "failed" : "prepare";
  return {
    id: `job ${job.id}`,
    label: { kind: "job", job: job.kind, name: job.label },
    status: job.status,
    startedAt: job.startedAt,
    endedAt,
    segments: [{ phase, from: job.startedAt, to: endedAt }],
    fraction: job.status === "running" ? fractionOf(job.done, job.total) : null,
  };
}

/** A save that was pushed but never painted (no page shows it) ends when it was pushed. */
const UNPAINTED_AFTER_MS = 2000;

function saveLane(save: SaveTrace, now: number): Lane {
  const marks: readonly (readonly [Phase, number | null])[] = [
    ["write", save.written],
    ["transform", save.transformed],
    ["push", save.pushed],
    ["paint", save.painted],
  ];
  const segments: Segment[] = [];
  let from = 0;
  for (const [phase, to] of marks) {
    if (to === null) continue;
    segments.push({ phase, from: save.startedAt + from, to: save.startedAt + to });
    from = to;
  }
  const reached = save.startedAt + from;
  const waiting = save.painted === null && now - reached < UNPAINTED_AFTER_MS;
  return {
    id: `save ${save.saveId}`,
    label: { kind: "save", path: save.path },
    status: waiting ? "running" : "done",
    startedAt: save.startedAt,
    endedAt: waiting ? Math.max(now, reached) : reached,
    segments,
    fraction: null,
  };
}

function fractionOf(done: number | null, total: number | null): number | null {
  return total === null || total === 0 ? null : Math.min(1, (done ?? 0) / total);
}
