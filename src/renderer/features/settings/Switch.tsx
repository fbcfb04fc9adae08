import type { ReactElement } from "react";
import { classNames } from "../../ui/classNames.ts";

interface SwitchProps {
  readonly label: string;
  readonly describedBy: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** On or off, in effect at once. */
export function Switch({ label, describedBy, on, onChange }: SwitchProps): ReactElement {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-label={label}
      aria-describedby={describedBy}
      onClick={() => onChange(!on)}
      className={classNames(
        "relative h-5 w-9 shrink-0 rounded-full border transition-colors duration-100 focus-visible:outline-offset-2",
        on ? "border-accent-solid bg-accent-solid" : "border-line-strong bg-active",
      )}
    >
      <span
        className={classNames(
          "absolute top-0.5 left-0.5 size-3.5 rounded-full transition-transform duration-100",
          on ? "translate-x-4 bg-white" : "bg-fg-3",
        )}
      />
    </button>
  );
}
