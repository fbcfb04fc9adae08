import { pickupSlots } from "@/data/hours";
import type { FieldsProps } from "@/features/checkout/ContactFields";
import { useNow } from "@/hooks/useNow";
import { config } from "@/lib/config";
import { formatDay, pickupDays } from "@/lib/hours";

export function PickupFields({ values, errors, onChange }: FieldsProps) {
  const days = pickupDays(useNow(), config.cutoffHour);

  return (
    <div className="grid gap-8">
      <Choice
        name="day"
        legend="Which day?"
        options={days.map((day) => ({ value: day, label: formatDay(day) }))}
        value={values.day}
        error={errors.day}
        onChange={(day) => onChange({ day })}
      />
      <Choice
        name="slot"
        legend="From what time?"
        options={pickupSlots.map((slot) => ({ value: slot, label: slot }))}
        value={values.slot}
        error={errors.slot}
        onChange={(slot) => onChange({ slot })}
      />
    </div>
  );
}

interface ChoiceProps {
  name: string;
  legend: string;
  options: { value: string; label: string }[];
  value: string;
  error?: string;
  onChange: (value: string) => void;
}

function Choice({ name, legend, options, value, error, onChange }: ChoiceProps) {
  return (
    <fieldset aria-describedby={`${name}-error`}>
      <legend className="mb-3 font-serif text-2xl">{legend}</legend>
      <div className="flex flex-wrap gap-2.5">
        {options.map((option) => (
          <label
            key={option.value}
            className="cursor-pointer rounded-full border border-line bg-card px-5 py-2.5 tabular-nums transition hover:border-ink-soft has-checked:border-sea has-checked:bg-sea has-checked:text-on-sea has-focus-visible:ring-3 has-focus-visible:ring-sea/30"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            {option.label}
          </label>
        ))}
      </div>
      <p id={`${name}-error`} className="mt-2 text-sm text-alert empty:hidden">
        {error}
      </p>
    </fieldset>
  );
}
