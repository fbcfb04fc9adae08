/** Of an unsorted sample; the 0.5 quantile is the median. Empty samples have no quantile. */
export function quantile(sample: readonly number[], q: number): number {
  const sorted = sample.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
  if (value === undefined) throw new Error("an empty sample has no quantile");
  return value;
}

export interface Summary {
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** Milliseconds, to a tenth. */
export function summarize(sample: readonly number[]): Summary {
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  return {
    n: sample.length,
    p50: tenth(quantile(sample, 0.5)),
    p95: tenth(quantile(sample, 0.95)),
    max: tenth(Math.max(...sample)),
  };
}

export function ratio(ours: number, theirs: number): number {
  return Math.round((ours / theirs) * 100) / 100;
}
