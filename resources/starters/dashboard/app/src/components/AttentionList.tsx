import { StatusPill } from "@/components/StatusPill";
import { sortShipments } from "@/lib/table";
import type { Shipment } from "@/types";

/** The late or failed shipments that are worth most, with a way to the full list. */
export function AttentionList({ shipments }: { shipments: Shipment[] }) {
  const troubled = shipments.filter(({ status }) => status === "delayed" || status === "failed");
  const rows = sortShipments(troubled, { key: "value", descending: true }).slice(0, 2);
  if (rows.length === 0) return null;

  return (
    <div className="mt-3 border-t border-line pt-4">
      <h3 className="flex justify-between text-sm font-medium">
        Needs attention
        <a href="#/shipments" className="font-normal text-accent hover:underline">
          See all
        </a>
      </h3>
      <ul className="mt-2 grid gap-2">
        {rows.map((row) => (
          <li key={row.id} className="flex items-center justify-between gap-3 text-sm">
            <span className="truncate">{row.customer}</span>
            <StatusPill status={row.status} />
          </li>
        ))}
      </ul>
    </div>
  );
}
