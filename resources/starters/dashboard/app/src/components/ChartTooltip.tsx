import { formatDay, formatNumber } from "@/lib/format";
import type { DayStats } from "@/types";

interface Props {
  day: DayStats;
  x: number;
  width: number;
}

const size = 168;
const gap = 14;

export function ChartTooltip({ day, x, width }: Props) {
  const beside = x + gap + size <= width ? x + gap : x - gap - size;
  const left = Math.max(0, beside);
  const rows = [
    ["Delivered", formatNumber(day.delivered)],
    ["Planned", formatNumber(day.planned)],
    ["Incidents", formatNumber(day.incidents)],
  ];

  return (
    <div
      aria-live="polite"
      style={{ left, width: size }}
      className="pointer-events-none absolute top-3 rounded-lg border border-line bg-panel p-3 text-sm shadow-lg"
    >
      <p className="font-medium">{formatDay(day.date)}</p>
      <dl className="mt-1.5 grid grid-cols-2 gap-y-0.5">
        {rows.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-ink-soft">{label}</dt>
            <dd className="text-right tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
