import type { ReactElement } from "react";
import { classNames } from "./classNames.ts";

export type DotState = "ok" | "running" | "waiting" | "warn" | "err" | "off";

const STATES: Record<DotState, string> = {
  ok: "bg-ok",
  running: "bg-accent shadow-[0_0_0_3px_var(--accent-soft)]",
  waiting: "border-[1.5px] border-fg-3",
  warn: "bg-warn",
  err: "bg-err",
  off: "bg-fg-3",
};

/** A state at a glance. Decoration: words beside it say the same. */
export function Dot({ state }: { readonly state: DotState }): ReactElement {
  return (
    <span
      aria-hidden="true"
      className={classNames("size-2 shrink-0 rounded-full", STATES[state])}
    />
  );
}
