import type { DayStats, Shipment, Status } from "@/types";

export interface Summary {
  delivered: number;
  onTimeRate: number;
  handlingMinutes: number;
  incidents: number;
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

export function summarise(days: DayStats[]): Summary {
  const delivered = sum(days.map((day) => day.delivered));
  const onTime = sum(days.map((day) => day.onTime));
  const minutes = sum(days.map((day) => day.minutes * day.delivered));
  return {
    delivered,
    onTimeRate: delivered ? onTime / delivered : 0,
    handlingMinutes: delivered ? minutes / delivered : 0,
    incidents: sum(days.map((day) => day.incidents)),
  };
}

/** The last `length` days and the same number of days before them. */
export function periods(days: DayStats[], length: number) {
  return { current: days.slice(-length), previous: days.slice(-length * 2, -length) };
}

/** Relative change from one period to the next; 0 when there is nothing to compare with. */
export function change(now: number, before: number) {
  return before === 0 ? 0 : (now - before) / before;
}

export function countByStatus(shipments: Shipment[]): Record<Status, number> {
  const counts: Record<Status, number> = { delivered: 0, transit: 0, delayed: 0, failed: 0 };
  for (const shipment of shipments) counts[shipment.status] += 1;
  return counts;
}
