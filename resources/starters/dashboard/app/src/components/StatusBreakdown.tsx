import { StatusPill } from "@/components/StatusPill";
import { countByStatus } from "@/lib/stats";
import type { Shipment, Status } from "@/types";

const order: { status: Status; bar: string }[] = [
  { status: "delivered", bar: "bg-good" },
  { status: "transit", bar: "bg-info" },
  { status: "delayed", bar: "bg-warn" },
  { status: "failed", bar: "bg-bad" },
];

/** One bar that shows how today's shipments are split, and the numbers under it. */
export function StatusBreakdown({ shipments }: { shipments: Shipment[] }) {
  const counts = countByStatus(shipments);

  return (
    <>
      <div className="flex h-3 gap-0.5 overflow-hidden rounded-full" aria-hidden>
        {order.map(({ status, bar }) => (
          <span key={status} className={bar} style={{ flexGrow: counts[status] }} />
        ))}
      </div>
      <ul className="mt-4 divide-y divide-line">
        {order.map(({ status }) => (
          <li key={status} className="flex items-center justify-between py-2">
            <StatusPill status={status} />
            <span className="text-sm tabular-nums">
              {counts[status]}
              <span className="ml-2 inline-block w-12 text-right text-ink-soft">
                {Math.round((counts[status] / shipments.length) * 100)}%
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
