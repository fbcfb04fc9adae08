import { useState, type KeyboardEvent, type PointerEvent } from "react";
import { ChartAxes } from "@/components/ChartAxes";
import { ChartTooltip } from "@/components/ChartTooltip";
import { useElementWidth } from "@/hooks/useElementWidth";
import { formatNumber } from "@/lib/format";
import { areaPath, linear, linePath, nearestIndex, niceMax } from "@/lib/scale";
import type { DayStats } from "@/types";

const height = 264;
const margin = { top: 12, right: 12, bottom: 28, left: 44 };

/** Delivered parcels against the plan. Point at it, or focus it and use the arrow keys. */
export function DeliveryChart({ days }: { days: DayStats[] }) {
  const [ref, width] = useElementWidth<HTMLDivElement>();
  const [active, setActive] = useState<number | null>(null);

  const baseline = height - margin.bottom;
  const top = niceMax(Math.max(...days.flatMap((day) => [day.delivered, day.planned])));
  const x = linear(0, days.length - 1, margin.left, width - margin.right);
  const y = linear(0, top, baseline, margin.top);
  const delivered = days.map((day, index) => ({ x: x(index), y: y(day.delivered) }));
  const planned = days.map((day, index) => ({ x: x(index), y: y(day.planned) }));
  const index = active === null ? null : Math.min(active, days.length - 1);
  const point = index === null ? undefined : delivered[index];
  const day = index === null ? undefined : days[index];
  const total = days.reduce((sum, item) => sum + item.delivered, 0);

  function onPointerMove(event: PointerEvent<SVGSVGElement>) {
    const left = event.currentTarget.getBoundingClientRect().left;
    setActive(nearestIndex(delivered, event.clientX - left));
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (index ?? days.length - 1) + step;
    setActive(Math.max(0, Math.min(days.length - 1, next)));
  }

  return (
    <div ref={ref} className="relative">
      <svg
        width={width}
        height={height}
        role="img"
        tabIndex={0}
        aria-label={`${formatNumber(total)} parcels delivered in ${days.length} days`}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setActive(null)}
        onKeyDown={onKeyDown}
        onBlur={() => setActive(null)}
        className="block w-full touch-pan-y rounded-md"
      >
        <ChartAxes
          days={days}
          x={x}
          y={y}
          max={top}
          left={margin.left}
          right={width - margin.right}
        />
        <g className="text-accent">
          <path d={areaPath(delivered, baseline)} fill="currentColor" opacity="0.12" />
          <path d={linePath(delivered)} fill="none" stroke="currentColor" strokeWidth="2" />
        </g>
        <g className="text-ink-soft">
          <path d={linePath(planned)} fill="none" stroke="currentColor" strokeDasharray="3 4" />
        </g>
        {point && (
          <g className="text-accent">
            <path d={`M${point.x} ${margin.top}V${baseline}`} stroke="currentColor" opacity="0.4" />
            <circle
              cx={point.x}
              cy={point.y}
              r="4.5"
              fill="currentColor"
              className="stroke-panel stroke-2"
            />
          </g>
        )}
      </svg>
      {point && day && <ChartTooltip day={day} x={point.x} width={width} />}
    </div>
  );
}
