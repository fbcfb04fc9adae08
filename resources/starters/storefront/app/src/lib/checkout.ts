import { openingHours, pickupSlots } from "../data/hours";
import type { OrderDraft } from "../types";

export type FieldErrors = Partial<Record<keyof OrderDraft, string>>;

export const maxPerLine = 20;
const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;
const phonePattern = /^\+?[\d\s()/-]{7,20}$/;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

function dayError(day: string) {
  const date = new Date(`${day}T12:00:00`);
  if (!dayPattern.test(day) || Number.isNaN(date.getTime())) return "Choose a pickup day.";
  if (!openingHours[date.getDay()]?.open) return "We are closed on that day.";
  return undefined;
}

function linesError(lines: OrderDraft["lines"]) {
  if (lines.length === 0) return "Your box is empty.";
  const valid = lines.every(
    ({ quantity }) => Number.isInteger(quantity) && quantity > 0 && quantity <= maxPerLine,
  );
  return valid ? undefined : `Order between 1 and ${maxPerLine} of each.`;
}

/** Checks an order. The form and the API worker share it, so they cannot disagree. */
export function validateOrder(order: OrderDraft): FieldErrors {
  const checks: FieldErrors = {
    name: order.name.trim().length >= 2 ? undefined : "Tell us the name for the box.",
    email: emailPattern.test(order.email.trim()) ? undefined : "Enter an email address.",
    phone:
      !order.phone.trim() || phonePattern.test(order.phone.trim())
        ? undefined
        : "Use digits and spaces, or leave it empty.",
    day: dayError(order.day),
    slot: pickupSlots.includes(order.slot) ? undefined : "Choose a time.",
    note: order.note.length <= 280 ? undefined : "Keep the note under 280 characters.",
    lines: linesError(order.lines),
  };
  return Object.fromEntries(Object.entries(checks).filter(([, message]) => message));
}

/** A short order number that is easy to say at a counter, for example "HM-4F7K2". */
export function orderNumber(random: () => number = Math.random) {
  const letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  const pick = () => letters[Math.floor(random() * letters.length)];
  return `HM-${Array.from({ length: 5 }, pick).join("")}`;
}
