import { Minus, Plus } from "lucide-react";
import { cn } from "@/lib/cn";

interface Props {
  label: string;
  value: number;
  max: number;
  min?: number;
  size?: "small" | "large";
  onChange: (value: number) => void;
}

export function QuantityStepper({ label, value, max, min = 0, size = "small", onChange }: Props) {
  const button = cn(
    "grid place-items-center rounded-full hover:bg-sand disabled:opacity-35",
    size === "small" ? "size-9" : "size-12",
  );

  return (
    <div
      role="group"
      aria-label={label}
      className="inline-flex items-center rounded-full border border-line bg-card"
    >
      <button
        type="button"
        aria-label="One less"
        disabled={value <= min}
        onClick={() => onChange(value - 1)}
        className={button}
      >
        <Minus size={15} />
      </button>
      <span aria-live="polite" className="min-w-6 text-center font-medium tabular-nums">
        {value}
      </span>
      <button
        type="button"
        aria-label="One more"
        disabled={value >= max}
        onClick={() => onChange(value + 1)}
        className={button}
      >
        <Plus size={15} />
      </button>
    </div>
  );
}
