import type { SaveTrace } from "../../../common/contracts/preview.ts";

/** How fast saves reach the page, over all that are remembered (at most 100). */
export interface SaveTimes {
  /** Milliseconds from save to paint, oldest first. */
  readonly painted: readonly number[];
  readonly newest: number | null;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly slowest: number | null;
}

export function saveTimes(saves: readonly SaveTrace[]): SaveTimes {
  const painted = saves.flatMap(({ painted: ms }) => (ms === null ? [] : [ms]));
  const sorted = painted.toSorted((a, b) => a - b);
  return {
    painted,
    newest: painted.at(-1) ?? null,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    slowest: sorted.at(-1) ?? null,
  };
}

/** The least of the times that this share of all stays within (nearest rank). */
function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

export const SAVE_STEPS = ["written", "transformed", "pushed", "painted"] as const;
export type SaveStep = (typeof SAVE_STEPS)[number];

/** One step of a save: how long it took, and when it began. Null while it is not over. */
export interface StepTime {
  readonly step: SaveStep;
  /** Milliseconds since the save began. */
  readonly from: number;
  readonly ms: number | null;
}

/** A step begins where the last one that is known ended: saves that are one update share some. */
export function stepTimes(save: SaveTrace): readonly StepTime[] {
  let from = 0;
  return SAVE_STEPS.map((step) => {
    const end = save[step];
    const time = { step, from, ms: end === null ? null : Math.max(0, end - from) };
    from = Math.max(from, end ?? 0);
    return time;
  });
}

/** A polyline's points; the slowest of the times is at the top. */
export function sparkline(
  times: readonly number[],
  size: { readonly width: number; readonly height: number },
): string {
  if (times.length === 0) return "";
  const highest = Math.max(...times);
  const lowest = Math.min(...times);
  const span = Math.max(highest - lowest, highest * 0.25, 1);
  const step = times.length === 1 ? 0 : (size.width - 2) / (times.length - 1);
  return times
    .map((time, i) => {
      const x = 1 + i * step;
      const y = size.height - 2 - ((time - lowest) / span) * (size.height - 4);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(" ");
}
