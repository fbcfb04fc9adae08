import type { ReactElement, ReactNode } from "react";

interface ViewBarProps {
  /** What is known of the file, left to right. */
  readonly facts: readonly string[];
  /** What can be done to the view. */
  readonly children?: ReactNode;
}

/** The line above a file that is shown and not edited. */
export function ViewBar({ facts, children }: ViewBarProps): ReactElement {
  return (
    <div className="flex h-9 shrink-0 items-center gap-3 overflow-hidden border-b border-line px-3 text-xs whitespace-nowrap text-fg-2 tabular-nums">
      {facts.map((fact, at) => (
        <span key={fact} className={at === 0 ? "" : "truncate text-fg-3"}>
          {fact}
        </span>
      ))}
      <span className="flex-1" />
      {children}
    </div>
  );
}
