import type { LucideIcon } from "lucide-react";
import type { ComponentProps, ReactElement } from "react";
import { classNames } from "./classNames.ts";
import { ariaKey } from "./keys.ts";
import { Tooltip } from "./Tooltip.tsx";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  readonly icon: LucideIcon;
  /** The button's name, also shown as its tooltip. */
  readonly label: string;
  /** The key of the command it runs. */
  readonly keys?: string | null;
  readonly size?: "sm" | "md" | "lg";
  readonly pressed?: boolean;
  readonly tooltipSide?: "top" | "right" | "bottom" | "left";
}

const SIZES = { sm: "size-6", md: "size-7", lg: "size-8" };

export function IconButton({
  icon: Icon,
  label,
  keys,
  size = "md",
  pressed,
  tooltipSide = "bottom",
  className,
  ...rest
}: IconButtonProps): ReactElement {
  return (
    <Tooltip label={label} keys={keys ?? null} side={tooltipSide}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={typeof keys === "string" ? ariaKey(keys) : undefined}
        className={classNames(
          "grid shrink-0 place-items-center rounded-md transition-colors duration-100",
          "enabled:hover:bg-hover enabled:hover:text-fg disabled:opacity-50",
          pressed === true ? "bg-active text-fg" : "text-fg-2",
          SIZES[size],
          className,
        )}
      >
        <Icon aria-hidden="true" className="size-4" strokeWidth={1.75} />
      </button>
    </Tooltip>
  );
}
