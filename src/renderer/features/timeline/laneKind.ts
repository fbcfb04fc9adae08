import type { Lane, Run } from "./activity.ts";

/** What the timeline is narrowed to. */
export const LANE_KINDS = ["all", "call", "save", "other"] as const;
export type LaneKind = (typeof LANE_KINDS)[number];

/** The runs with lanes of one kind, and only those lanes. */
export function filtered(runs: readonly Run[], kind: LaneKind): readonly Run[] {
  if (kind === "all") return runs;
  return runs.flatMap((run) => {
    const lanes = run.lanes.filter((lane) => kindOf(lane) === kind);
    return lanes.length === 0 ? [] : [{ ...run, lanes }];
  });
}

function kindOf({ label }: Lane): LaneKind {
  return label.kind === "call" || label.kind === "save" ? label.kind : "other";
}
