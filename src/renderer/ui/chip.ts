/** A small bordered control of the title bar. */
export const CHIP =
  "inline-flex h-6 max-w-full shrink-0 items-center gap-1.5 rounded-md border border-line px-2 text-xs text-fg-2 transition-colors duration-100 hover:bg-hover hover:text-fg data-[state=open]:bg-active data-[state=open]:text-fg";

/** A control of the status bar. */
export const STATUS_ITEM =
  "flex h-full shrink-0 items-center gap-1.5 px-2 text-xs whitespace-nowrap text-fg-2 tabular-nums transition-colors duration-100 hover:bg-hover hover:text-fg data-[state=open]:bg-active data-[state=open]:text-fg";
