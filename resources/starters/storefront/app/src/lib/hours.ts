import { openingHours, type DayHours } from "../data/hours";

/** Minutes after midnight as "7:30". */
export function formatMinutes(minutes: number) {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

export function formatHours({ open }: DayHours) {
  return open ? `${formatMinutes(open[0])} – ${formatMinutes(open[1])}` : "Closed";
}

const minutesOf = (date: Date) => date.getHours() * 60 + date.getMinutes();

export interface OpenState {
  open: boolean;
  text: string;
}

/** Whether the shop is open, and when that changes next. */
export function openState(now: Date): OpenState {
  const today = openingHours[now.getDay()]?.open;
  const minutes = minutesOf(now);
  if (today && minutes >= today[0] && minutes < today[1]) {
    return { open: true, text: `Open until ${formatMinutes(today[1])}` };
  }
  if (today && minutes < today[0]) {
    return { open: false, text: `Opens today at ${formatMinutes(today[0])}` };
  }
  for (let ahead = 1; ahead <= 7; ahead += 1) {
    const next = openingHours[(now.getDay() + ahead) % 7];
    if (!next?.open) continue;
    const day = ahead === 1 ? "tomorrow" : next.day;
    return { open: false, text: `Opens ${day} at ${formatMinutes(next.open[0])}` };
  }
  return { open: false, text: "Closed until further notice" };
}

/** Local calendar day as YYYY-MM-DD. */
export function isoDay(date: Date) {
  const month = String(date.getMonth() + 1).padStart(2, "0");
  return `${date.getFullYear()}-${month}-${String(date.getDate()).padStart(2, "0")}`;
}

/** The next days a box can be picked up. Orders after the cutoff hour start tomorrow. */
export function pickupDays(now: Date, cutoffHour: number, count = 5) {
  const days: string[] = [];
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  if (now.getHours() >= cutoffHour) day.setDate(day.getDate() + 1);
  while (days.length < count) {
    if (openingHours[day.getDay()]?.open) days.push(isoDay(day));
    day.setDate(day.getDate() + 1);
  }
  return days;
}

const longDay = new Intl.DateTimeFormat("en-IE", {
  weekday: "long",
  day: "numeric",
  month: "long",
});

/** "2026-11-24" as "Tuesday 24 November". */
export function formatDay(day: string) {
  return longDay.format(new Date(`${day}T12:00:00`)).replace(",", "");
}
