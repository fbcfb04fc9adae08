import { formatDay, formatNumber } from "@/lib/format";
import type { DayStats } from "@/types";

interface Props {
  days: DayStats[];
  x: (index: number) => number;
  y: (value: number) => number;
  max: number;
  left: number;
  right: number;
}

const steps = 4;

export function ChartAxes({ days, x, y, max, left, right }: Props) {
  const lines = Array.from({ length: steps + 1 }, (_, step) => (max / steps) * step);
  const room = Math.max(2, Math.floor((right - left) / 84));
  const every = Math.max(1, Math.ceil(days.length / room));

  return (
    <g className="text-xs tabular-nums">
      {lines.map((value) => (
        <g key={value}>
          <path d={`M${left} ${y(value)}H${right}`} className="stroke-line" />
          <text x={left - 8} y={y(value) + 4} textAnchor="end" className="fill-ink-soft">
            {formatNumber(value)}
          </text>
        </g>
      ))}
      {days.map((day, index) => {
        if ((days.length - 1 - index) % every !== 0) return null;
        const anchor = index === days.length - 1 ? "end" : index === 0 ? "start" : "middle";
        return (
          <text
            key={day.date}
            x={x(index)}
            y={y(0) + 20}
            textAnchor={anchor}
            className="fill-ink-soft"
          >
            {formatDay(day.date)}
          </text>
        );
      })}
    </g>
  );
}
