const locale = "en-IE";

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const euro = new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" });
const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
const clock = new Intl.DateTimeFormat(locale, {
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
  timeZone: "UTC",
});

export const formatNumber = (value: number) => whole.format(value);
export const formatMoney = (value: number) => euro.format(value);
export const formatPercent = (share: number) => `${(share * 100).toFixed(1)}%`;
export const formatDay = (iso: string) => day.format(new Date(iso));
export const formatTime = (iso: string) => clock.format(new Date(iso));

/** Whole minutes as "1 h 05" or "48 min". */
export function formatMinutes(minutes: number) {
  const total = Math.round(minutes);
  if (total < 60) return `${total} min`;
  return `${Math.floor(total / 60)} h ${String(total % 60).padStart(2, "0")}`;
}

/** A change with its sign: "+4.2%" or "−1.0%" (with a real minus). */
export function formatChange(share: number) {
  const sign = share > 0 ? "+" : share < 0 ? "−" : "";
  return `${sign}${Math.abs(share * 100).toFixed(1)}%`;
}
