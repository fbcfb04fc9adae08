import { useState } from "react";
import { ActivityFeed } from "@/components/ActivityFeed";
import { AttentionList } from "@/components/AttentionList";
import { DeliveryChart } from "@/components/DeliveryChart";
import { HubLoad } from "@/components/HubLoad";
import { KpiGrid } from "@/components/KpiGrid";
import { LoadHeatmap } from "@/components/LoadHeatmap";
import { Panel } from "@/components/Panel";
import { RangeSwitch } from "@/components/RangeSwitch";
import { StatusBreakdown } from "@/components/StatusBreakdown";
import { days } from "@/data/days";
import { activity, hubs } from "@/data/hubs";
import { shipments } from "@/data/shipments";
import { periods } from "@/lib/stats";

export function OverviewView() {
  const [range, setRange] = useState(14);
  const { current, previous } = periods(days, range);

  return (
    <div className="grid gap-4 lg:gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-ink-soft">How the last {range} days went, and what today looks like.</p>
        <RangeSwitch value={range} onChange={setRange} />
      </div>
      <KpiGrid current={current} previous={previous} />
      <div className="grid gap-4 lg:grid-cols-3 lg:gap-5">
        <Panel
          title="Deliveries"
          hint="Parcels a day; the dashed line is the plan"
          className="min-w-0 lg:col-span-2"
        >
          <DeliveryChart days={current} />
        </Panel>
        <Panel title="Today" hint={`${shipments.length} shipments on the road or done`}>
          <StatusBreakdown shipments={shipments} />
          <AttentionList shipments={shipments} />
        </Panel>
        <Panel title="Busy hours" hint="Parcels sorted per hour in a typical week">
          <LoadHeatmap />
        </Panel>
        <Panel title="Hub load" hint="Booked against daily capacity">
          <HubLoad hubs={hubs} />
        </Panel>
        <Panel title="Activity" hint="Newest first">
          <ActivityFeed items={activity} />
        </Panel>
      </div>
    </div>
  );
}
