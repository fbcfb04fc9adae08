import { areaPath, linear, linePath } from "@/lib/scale";

const width = 120;
const height = 36;

export function Sparkline({ values }: { values: number[] }) {
  const x = linear(0, values.length - 1, 0, width);
  const y = linear(Math.min(...values), Math.max(...values), height - 4, 4);
  const points = values.map((value, index) => ({ x: x(index), y: y(value) }));

  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="h-9 w-full max-w-28 min-w-0 text-accent"
      aria-hidden
    >
      <path d={areaPath(points, height)} fill="currentColor" opacity="0.1" />
      <path
        d={linePath(points)}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
