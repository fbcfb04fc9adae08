import type { SaveTrace } from "../../../common/contracts/preview.ts";

/** How fast saves reach the page. */
export interface SaveTimes {
  /** Milliseconds from save to paint, oldest first. */
  readonly painted: readonly number[];
  readonly newest: number | null;
  readonly median: number | null;
}

const SHOWN = 24;

export function saveTimes(saves: readonly SaveTrace[]): SaveTimes {
  const painted = saves.flatMap(({ painted: ms }) => (ms === null ? [] : [ms])).slice(-SHOWN);
  const sorted = painted.toSorted((a, b) => a - b);
  return {
    painted,
    newest: painted.at(-1) ?? null,
    median: sorted[Math.floor((sorted.length - 1) / 2)] ?? null,
  };
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
