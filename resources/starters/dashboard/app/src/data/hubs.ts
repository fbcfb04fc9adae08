import type { ActivityItem, Hub } from "@/types";

/** The moment this sample data describes. */
export const dataAsOf = "2026-11-20T14:30Z";

export const hubs: Hub[] = [
  {
    id: "quay",
    name: "Quay",
    place: "Dock 4, east side",
    capacity: 720,
    booked: 684,
    onShift: 18,
    note: "Second conveyor back since 09:40.",
  },
  {
    id: "north",
    name: "North",
    place: "Ring road, exit 7",
    capacity: 640,
    booked: 512,
    onShift: 15,
    note: "Two drivers lent to Valley until 18:00.",
  },
  {
    id: "airport",
    name: "Airport",
    place: "Cargo hall B",
    capacity: 480,
    booked: 497,
    onShift: 11,
    note: "Over capacity: late flight from Porto.",
  },
  {
    id: "valley",
    name: "Valley",
    place: "Mill lane",
    capacity: 420,
    booked: 236,
    onShift: 9,
    note: "Room for about 180 more parcels.",
  },
];

export const hubNames = Object.fromEntries(hubs.map((hub) => [hub.id, hub.name]));

export const activity: ActivityItem[] = [
  { at: "2026-11-20T14:22Z", kind: "warning", text: "Airport passed its daily capacity" },
  { at: "2026-11-20T13:58Z", kind: "done", text: "Route 12 finished, 64 of 64 stops" },
  { at: "2026-11-20T13:31Z", kind: "move", text: "Two drivers moved from North to Valley" },
  { at: "2026-11-20T12:47Z", kind: "done", text: "Customs released the Bergen trailer" },
  { at: "2026-11-20T11:05Z", kind: "warning", text: "Van 31 stopped: flat tyre, parcels moved" },
  { at: "2026-11-20T09:40Z", kind: "done", text: "Quay conveyor 2 running again" },
];
