export type HubId = "north" | "quay" | "valley" | "airport";
export type Status = "delivered" | "transit" | "delayed" | "failed";
export type ViewId = "overview" | "shipments" | "hubs";

export interface Shipment {
  id: string;
  customer: string;
  city: string;
  hub: HubId;
  parcels: number;
  /** Order value in euro. */
  value: number;
  status: Status;
  /** Expected or actual arrival, ISO 8601. */
  eta: string;
}

export interface Hub {
  id: HubId;
  name: string;
  place: string;
  /** Parcels the hub can sort in a day. */
  capacity: number;
  /** Parcels booked for today. */
  booked: number;
  onShift: number;
  note: string;
}

export interface DayStats {
  /** Calendar day, YYYY-MM-DD. */
  date: string;
  planned: number;
  delivered: number;
  onTime: number;
  /** Average handling time of a parcel. */
  minutes: number;
  incidents: number;
}

export interface ActivityItem {
  at: string;
  kind: "done" | "warning" | "move";
  text: string;
}
