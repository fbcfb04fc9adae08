import type { ReactElement, ReactNode } from "react";

interface ViewBarProps {
  /** What is known of the file, what matters most first; where there is no room, two of them. */
  readonly facts: readonly string[];
  /** What can be done to the view. */
  readonly children?: ReactNode;
}

/** The line above a file that is shown and not edited. */
export function ViewBar({ facts, children }: ViewBarProps): ReactElement {
  return (
    <div className="@container shrink-0 border-b border-line">
      <div className="flex h-9 items-center gap-3 overflow-hidden px-3 text-xs whitespace-nowrap text-fg-2 tabular-nums">
        {facts.map((fact, at) => (
          <span key={fact} className={STYLES[at] ?? STYLES[2]}>
            {fact}
          </span>
        ))}
        <span className="flex-1" />
        {children}
      </div>
    </div>
  );
}

const STYLES = ["shrink-0", "shrink-0 text-fg-3", "hidden truncate text-fg-3 @2xl:block"] as const;
