export interface Point {
  x: number;
  y: number;
}

/** Rounds a maximum up to a number that divides into readable axis steps. */
export function niceMax(value: number, steps = 4) {
  if (value <= 0) return steps;
  const rough = value / steps;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((step) => step * power >= rough) ?? 10;
  return factor * power * steps;
}

/** Maps a value in [from, to] to a position in [start, end]. */
export function linear(from: number, to: number, start: number, end: number) {
  const span = to - from || 1;
  return (value: number) => start + ((value - from) / span) * (end - start);
}

export function linePath(points: Point[]) {
  return points
    .map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join(" ");
}

export function areaPath(points: Point[], baseline: number) {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return "";
  return `${linePath(points)} L${last.x.toFixed(1)} ${baseline} L${first.x.toFixed(1)} ${baseline} Z`;
}

export function nearestIndex(points: Point[], x: number) {
  let best = 0;
  points.forEach((point, index) => {
    if (Math.abs(point.x - x) < Math.abs((points[best]?.x ?? 0) - x)) best = index;
  });
  return best;
}
