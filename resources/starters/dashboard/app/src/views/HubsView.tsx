import { MapPin, Users } from "lucide-react";
import { HubLoad } from "@/components/HubLoad";
import { Panel } from "@/components/Panel";
import { StatusPill } from "@/components/StatusPill";
import { hubs } from "@/data/hubs";
import { shipments } from "@/data/shipments";
import { formatNumber } from "@/lib/format";
import { countByStatus } from "@/lib/stats";
import type { Hub, Status } from "@/types";

const statuses: Status[] = ["delivered", "transit", "delayed", "failed"];

export function HubsView() {
  return (
    <div className="grid gap-4 md:grid-cols-2 lg:gap-5">
      {hubs.map((hub) => (
        <HubPanel key={hub.id} hub={hub} />
      ))}
    </div>
  );
}

function HubPanel({ hub }: { hub: Hub }) {
  const counts = countByStatus(shipments.filter((shipment) => shipment.hub === hub.id));

  return (
    <Panel title={hub.name} hint={hub.note}>
      <dl className="mb-5 flex flex-wrap gap-x-6 gap-y-2 text-sm text-ink-soft">
        <div className="flex items-center gap-2">
          <MapPin size={16} aria-hidden />
          <dt className="sr-only">Place</dt>
          <dd>{hub.place}</dd>
        </div>
        <div className="flex items-center gap-2">
          <Users size={16} aria-hidden />
          <dt className="sr-only">On shift</dt>
          <dd>{hub.onShift} on shift</dd>
        </div>
        <div className="ml-auto tabular-nums">
          <dt className="sr-only">Parcels</dt>
          <dd>
            {formatNumber(hub.booked)} of {formatNumber(hub.capacity)} parcels
          </dd>
        </div>
      </dl>
      <HubLoad hubs={[hub]} />
      <ul className="mt-5 grid grid-cols-2 gap-x-8 border-t border-line pt-3 sm:grid-cols-4">
        {statuses.map((status) => (
          <li key={status} className="py-1">
            <p className="text-xl font-semibold tabular-nums">{counts[status]}</p>
            <StatusPill status={status} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
