import type { LucideIcon } from "lucide-react";
import type { ComponentProps, ReactElement } from "react";
import { classNames } from "./classNames.ts";

type Tone = "primary" | "secondary" | "quiet" | "danger";

const TONES: Record<Tone, string> = {
  primary: "bg-accent-solid text-on-accent font-semibold enabled:hover:bg-accent-solid-hover",
  secondary: "border border-line-strong bg-raised text-fg enabled:hover:bg-hover",
  quiet: "text-fg-2 enabled:hover:bg-hover enabled:hover:text-fg",
  danger: "bg-err-solid text-white font-semibold enabled:hover:brightness-110",
};

export interface ButtonProps extends ComponentProps<"button"> {
  readonly tone?: Tone;
  readonly size?: "sm" | "md";
  readonly icon?: LucideIcon;
  /** Shows that the act it started is under way, and takes no second press. */
  readonly busy?: boolean;
}

export function Button({
  tone = "secondary",
  size = "md",
  icon: Icon,
  busy = false,
  className,
  children,
  disabled,
  type = "button",
  ...rest
}: ButtonProps): ReactElement {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={classNames(
        "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md whitespace-nowrap",
        "transition-colors duration-100 focus-visible:outline-offset-2 disabled:opacity-55",
        size === "sm" ? "h-6.5 px-2.5 text-xs" : "h-8 px-3 text-sm",
        TONES[tone],
        className,
      )}
    >
      {Icon !== undefined && <Icon aria-hidden="true" className="size-3.5 shrink-0" />}
      {children}
    </button>
  );
}
