const ranges = [7, 14, 30];

interface Props {
  value: number;
  onChange: (days: number) => void;
}

export function RangeSwitch({ value, onChange }: Props) {
  return (
    <div
      role="group"
      aria-label="Period"
      className="flex rounded-lg border border-line bg-panel p-0.5"
    >
      {ranges.map((days) => (
        <button
          key={days}
          type="button"
          aria-pressed={days === value}
          onClick={() => onChange(days)}
          className="h-8 rounded-md px-3 text-sm text-ink-soft tabular-nums hover:text-ink aria-pressed:bg-accent aria-pressed:text-on-accent"
        >
          {days} days
        </button>
      ))}
    </div>
  );
}
