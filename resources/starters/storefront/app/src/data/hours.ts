export interface DayHours {
  day: string;
  /** Opening and closing time as minutes after midnight, or null when closed. */
  open: [number, number] | null;
  note?: string;
}

const at = (hours: number, minutes = 0) => hours * 60 + minutes;

/** Opening hours by weekday, Sunday first like Date.getDay(). */
export const openingHours: DayHours[] = [
  { day: "Sunday", open: [at(8), at(13)], note: "Bread and pantry only" },
  { day: "Monday", open: null, note: "The boats rest" },
  { day: "Tuesday", open: [at(7, 30), at(18)] },
  { day: "Wednesday", open: [at(7, 30), at(18)] },
  { day: "Thursday", open: [at(7, 30), at(18)] },
  { day: "Friday", open: [at(7), at(19)], note: "Oyster counter from four" },
  { day: "Saturday", open: [at(7), at(16)], note: "Market on the pier" },
];

export const pickupSlots = ["10:00", "11:00", "12:00", "13:00"];
