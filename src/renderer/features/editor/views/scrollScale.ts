export const ROW_HEIGHT = 20;

/** Chromium draws nothing below about 33 million pixels, other engines below 17. */
const MAX_HEIGHT = 10_000_000;

export interface ScrollScale {
  /** Of the element that is scrolled. */
  readonly height: number;
  /** The scrollbar stands for more pixels than it has. */
  readonly isScaled: boolean;
  /** The most that rows can be scrolled by, in their own pixels. */
  readonly limit: number;
  /** Where the rows are when the scrollbar is at `scrollTop`. */
  topOf(scrollTop: number): number;
  /** Where the scrollbar is when the rows are at `top`. */
  scrollOf(top: number): number;
}

/** How a scrollbar of limited length moves any number of rows. */
export function scrollScale(rows: number, viewHeight: number): ScrollScale {
  const whole = rows * ROW_HEIGHT;
  const height = Math.min(whole, MAX_HEIGHT);
  const limit = Math.max(0, whole - viewHeight);
  const scrollable = Math.max(0, height - viewHeight);
  const factor = scrollable === 0 ? 1 : limit / scrollable;
  return {
    height,
    isScaled: whole > MAX_HEIGHT,
    limit,
    topOf: (scrollTop) => Math.min(limit, scrollTop * factor),
    scrollOf: (top) => top / factor,
  };
}
