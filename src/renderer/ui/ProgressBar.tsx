import { Progress } from "radix-ui";
import type { ReactElement } from "react";
import { classNames } from "./classNames.ts";

interface ProgressBarProps {
  readonly label: string;
  /** 0..1; null while the total is not known. */
  readonly fraction: number | null;
  readonly className?: string;
}

export function ProgressBar({ label, fraction, className }: ProgressBarProps): ReactElement {
  const percent = fraction === null ? null : Math.round(Math.min(1, Math.max(0, fraction)) * 100);
  return (
    <Progress.Root
      aria-label={label}
      value={percent}
      className={classNames("h-0.75 overflow-hidden rounded-full bg-active", className)}
    >
      <Progress.Indicator
        className={classNames(
          "block h-full rounded-full bg-accent-solid transition-[width] duration-100",
          percent === null && "animate-pulse-soft",
        )}
        style={{ width: percent === null ? "35%" : `${percent}%` }}
      />
    </Progress.Root>
  );
}
