import { ArrowDownRight, ArrowUpRight, Minus } from "lucide-react";
import { Sparkline } from "@/components/Sparkline";
import { formatChange } from "@/lib/format";

interface Props {
  label: string;
  value: string;
  /** Relative change on last period. */
  change: number;
  /** Whether a rise is good news (deliveries) or bad news (incidents). */
  better: "up" | "down";
  trend: number[];
}

export function KpiCard({ label, value, change, better, trend }: Props) {
  const steady = Math.abs(change) < 0.0005;
  const good = change > 0 === (better === "up");
  const tone = steady ? "text-ink-soft" : good ? "text-good" : "text-bad";
  const Arrow = steady ? Minus : change > 0 ? ArrowUpRight : ArrowDownRight;

  return (
    <article className="rounded-xl border border-line bg-panel p-4 sm:p-5">
      <h2 className="text-sm text-ink-soft">{label}</h2>
      <div className="mt-2 flex items-end justify-between gap-5">
        <p className="text-3xl font-semibold tracking-tight whitespace-nowrap tabular-nums">
          {value}
        </p>
        <Sparkline values={trend} />
      </div>
      <p className="mt-3 flex items-center gap-1.5 text-sm whitespace-nowrap">
        <span className={`flex items-center gap-0.5 font-medium tabular-nums ${tone}`}>
          <Arrow size={15} aria-hidden />
          {formatChange(change)}
        </span>
        <span className="text-ink-soft">on last period</span>
      </p>
    </article>
  );
}
