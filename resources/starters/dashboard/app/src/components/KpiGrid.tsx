import { KpiCard } from "@/components/KpiCard";
import { formatMinutes, formatNumber, formatPercent } from "@/lib/format";
import { change, summarise } from "@/lib/stats";
import type { DayStats } from "@/types";

interface Props {
  current: DayStats[];
  previous: DayStats[];
}

export function KpiGrid({ current, previous }: Props) {
  const now = summarise(current);
  const before = summarise(previous);

  return (
    <div className="grid gap-4 sm:grid-cols-2 lg:gap-5 xl:grid-cols-4">
      <KpiCard
        label="Parcels delivered"
        value={formatNumber(now.delivered)}
        change={change(now.delivered, before.delivered)}
        better="up"
        trend={current.map((day) => day.delivered)}
      />
      <KpiCard
        label="Delivered on time"
        value={formatPercent(now.onTimeRate)}
        change={change(now.onTimeRate, before.onTimeRate)}
        better="up"
        trend={current.map((day) => day.onTime / day.delivered)}
      />
      <KpiCard
        label="Handling time"
        value={formatMinutes(now.handlingMinutes)}
        change={change(now.handlingMinutes, before.handlingMinutes)}
        better="down"
        trend={current.map((day) => day.minutes)}
      />
      <KpiCard
        label="Incidents"
        value={formatNumber(now.incidents)}
        change={change(now.incidents, before.incidents)}
        better="down"
        trend={current.map((day) => day.incidents)}
      />
    </div>
  );
}
