/** Dates and numbers as the person's own language writes them. */

const number = new Intl.NumberFormat();
const decimal = new Intl.NumberFormat(undefined, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 0 });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

export const formatNumber = (value: number): string => number.format(value);

/** `fraction` is 0..1. */
export const formatPercent = (fraction: number): string => percent.format(fraction);

const formatDateTime = (epochMs: number): string => dateTime.format(epochMs);

export const formatClock = (epochMs: number): string => clock.format(epochMs);

/** `61 ms`, `1.9 s`, `2 min 5 s` */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${number.format(Math.round(ms))} ms`;
  if (ms < 60_000) return `${decimal.format(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000);
  return `${number.format(Math.floor(seconds / 60))} min ${seconds % 60} s`;
}

/** `812 B`, `3.3 kB`, `48.0 MB` */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${number.format(bytes)} B`;
  if (bytes < 1_000_000) return `${decimal.format(bytes / 1000)} kB`;
  return `${decimal.format(bytes / 1_000_000)} MB`;
}

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** `3 hours ago`, `yesterday`; within the last minute `now`. */
export function formatAgo(epochMs: number, now: number = Date.now()): string {
  const past = epochMs - now;
  if (Math.abs(past) > 30 * 86_400_000) return formatDateTime(epochMs);
  for (const [unit, ms] of UNITS) {
    if (Math.abs(past) >= ms) return relative.format(Math.trunc(past / ms), unit);
  }
  return relative.format(0, "second");
}
