import { useState } from "react";
import { Pager } from "@/components/Pager";
import { Panel } from "@/components/Panel";
import { ShipmentTable } from "@/components/ShipmentTable";
import { TableToolbar } from "@/components/TableToolbar";
import { shipments } from "@/data/shipments";
import { filterShipments, nextSort, sortShipments, type Filter, type Sort } from "@/lib/table";

const pageSize = 10;

export function ShipmentsView() {
  const [filter, setFilter] = useState<Filter>({ query: "", status: "all" });
  const [sort, setSort] = useState<Sort>({ key: "eta", descending: false });
  const [page, setPage] = useState(1);

  const found = sortShipments(filterShipments(shipments, filter), sort);
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const rows = found.slice((page - 1) * pageSize, page * pageSize);

  function changeFilter(next: Filter) {
    setFilter(next);
    setPage(1);
  }

  return (
    <Panel title="Shipments" hint="Search, filter, or click a column to sort by it">
      <TableToolbar filter={filter} onChange={changeFilter} />
      {rows.length > 0 ? (
        <ShipmentTable rows={rows} sort={sort} onSort={(key) => setSort(nextSort(sort, key))} />
      ) : (
        <p className="py-16 text-center text-ink-soft">
          Nothing matches. Try fewer words or another status.
        </p>
      )}
      <Pager page={page} pages={pages} total={found.length} onChange={setPage} />
    </Panel>
  );
}
