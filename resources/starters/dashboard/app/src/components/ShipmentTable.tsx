import { SortHeader } from "@/components/SortHeader";
import { StatusPill } from "@/components/StatusPill";
import { hubNames } from "@/data/hubs";
import { formatDay, formatMoney, formatTime } from "@/lib/format";
import type { Sort, SortKey } from "@/lib/table";
import type { Shipment } from "@/types";

interface Props {
  rows: Shipment[];
  sort: Sort;
  onSort: (key: SortKey) => void;
}

/** Narrow screens show the columns that answer "who, how is it going, when". */
export function ShipmentTable({ rows, sort, onSort }: Props) {
  const head = { sort, onSort };

  return (
    <table className="w-full text-left text-sm">
      <thead className="border-b border-line text-ink-soft">
        <tr>
          <SortHeader
            {...head}
            label="Shipment"
            column="id"
            className="hidden pr-4 sm:table-cell"
          />
          <SortHeader {...head} label="Customer" column="customer" className="pr-4" />
          <SortHeader {...head} label="Hub" column="hub" className="hidden pr-4 md:table-cell" />
          <SortHeader
            {...head}
            label="Parcels"
            column="parcels"
            className="hidden pr-4 text-right lg:table-cell"
          />
          <SortHeader
            {...head}
            label="Value"
            column="value"
            className="hidden pr-6 text-right sm:table-cell"
          />
          <th scope="col" className="pr-4 font-medium">
            Status
          </th>
          <SortHeader {...head} label="Arrival" column="eta" className="text-right" />
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {rows.map((row) => (
          <ShipmentRow key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function ShipmentRow({ row }: { row: Shipment }) {
  return (
    <tr className="hover:bg-raised/60">
      <td className="hidden py-3 pr-4 text-ink-soft tabular-nums sm:table-cell">{row.id}</td>
      <td className="py-3 pr-4">
        <span className="font-medium">{row.customer}</span>
        <span className="block text-ink-soft">{row.city}</span>
      </td>
      <td className="hidden py-3 pr-4 md:table-cell">{hubNames[row.hub]}</td>
      <td className="hidden py-3 pr-4 text-right tabular-nums lg:table-cell">{row.parcels}</td>
      <td className="hidden py-3 pr-6 text-right tabular-nums sm:table-cell">
        {formatMoney(row.value)}
      </td>
      <td className="py-3 pr-4">
        <StatusPill status={row.status} />
      </td>
      <td className="py-3 text-right whitespace-nowrap tabular-nums">
        {formatTime(row.eta)}
        <span className="block text-ink-soft">{formatDay(row.eta)}</span>
      </td>
    </tr>
  );
}
