import type { ReactElement, ReactNode } from "react";
import { classNames } from "./classNames.ts";

type Tone = "neutral" | "accent" | "ok" | "warn" | "err" | "info";

const TONES: Record<Tone, string> = {
  neutral: "bg-active text-fg-2",
  accent: "bg-accent-soft text-accent",
  ok: "bg-ok-soft text-ok",
  warn: "bg-warn-soft text-warn",
  err: "bg-err-soft text-err",
  info: "bg-info-soft text-info",
};

interface BadgeProps {
  readonly tone?: Tone;
  readonly children: ReactNode;
}

export function Badge({ tone = "neutral", children }: BadgeProps): ReactElement {
  return (
    <span
      className={classNames(
        "inline-flex h-4 min-w-4 items-center justify-center rounded-full px-1.5 text-xs leading-4 tabular-nums",
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
