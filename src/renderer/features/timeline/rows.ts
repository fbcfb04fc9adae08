import type { Lane, Run } from "./activity.ts";

/** One line of the timeline: a run's heading, or one of its lanes on the run's axis. */
export type Row =
  | { readonly kind: "run"; readonly key: string; readonly run: Run }
  | { readonly kind: "lane"; readonly key: string; readonly run: Run; readonly lane: Lane };

/** Newest run first, so that what just happened needs no scrolling. */
export function rowsOf(runs: readonly Run[]): readonly Row[] {
  return runs
    .toReversed()
    .flatMap((run): Row[] => [
      { kind: "run", key: `run ${run.id}`, run },
      ...run.lanes.map((lane): Row => ({ kind: "lane", key: lane.id, run, lane })),
    ]);
}
