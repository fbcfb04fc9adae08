import type { Shipment, Status } from "@/types";

export type SortKey = "id" | "customer" | "hub" | "parcels" | "value" | "eta";
export interface Sort {
  key: SortKey;
  descending: boolean;
}

export interface Filter {
  query: string;
  status: Status | "all";
}

export function filterShipments(rows: Shipment[], { query, status }: Filter) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (status !== "all" && row.status !== status) return false;
    const text = `${row.id} ${row.customer} ${row.city} ${row.hub}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export function sortShipments(rows: Shipment[], { key, descending }: Sort) {
  const direction = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const left = a[key];
    const right = b[key];
    if (typeof left === "number" && typeof right === "number") return (left - right) * direction;
    return String(left).localeCompare(String(right)) * direction;
  });
}

/** Clicking the sorted column turns it around; another column starts ascending. */
export function nextSort(sort: Sort, key: SortKey): Sort {
  return { key, descending: sort.key === key ? !sort.descending : false };
}
