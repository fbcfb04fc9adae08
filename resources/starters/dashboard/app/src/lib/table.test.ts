import { describe, expect, test } from "vitest";
import { shipments } from "@/data/shipments";
import { filterShipments, nextSort, sortShipments } from "@/lib/table";

describe("filterShipments", () => {
  test("keeps only the chosen status", () => {
    const rows = filterShipments(shipments, { query: "", status: "delayed" });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.status === "delayed")).toBe(true);
  });

  test("needs every word of the search, in any order and case", () => {
    const first = shipments[0]!;
    const query = `${first.city.toUpperCase()} ${first.customer.split(" ")[0]}`;
    expect(filterShipments(shipments, { query, status: "all" })).toContain(first);
    expect(filterShipments(shipments, { query: `${query} zzz`, status: "all" })).toEqual([]);
  });
});

describe("sortShipments", () => {
  test("sorts numbers by size and leaves the original order alone", () => {
    const before = [...shipments];
    const sorted = sortShipments(shipments, { key: "value", descending: true });
    expect(sorted[0]!.value).toBe(Math.max(...shipments.map((row) => row.value)));
    expect(shipments).toEqual(before);
  });

  test("a second click turns the order around", () => {
    const once = nextSort({ key: "eta", descending: false }, "customer");
    expect(once).toEqual({ key: "customer", descending: false });
    expect(nextSort(once, "customer").descending).toBe(true);
  });
});
