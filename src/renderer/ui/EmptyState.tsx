import type { LucideIcon } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

interface EmptyStateProps {
  readonly icon?: LucideIcon;
  readonly title: string;
  /** What will stand here, and how it gets here. */
  readonly body?: string;
  /** One primary action. */
  readonly action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, body, action }: EmptyStateProps): ReactElement {
  return (
    <div className="flex h-full min-h-0 flex-col items-center justify-center gap-2 overflow-auto p-6 text-center">
      {Icon !== undefined && (
        <Icon aria-hidden="true" className="size-5 text-fg-3" strokeWidth={1.5} />
      )}
      <h3 className="text-sm font-semibold text-fg">{title}</h3>
      {body !== undefined && <p className="max-w-96 text-xs text-fg-2">{body}</p>}
      {action !== undefined && <div className="mt-1.5">{action}</div>}
    </div>
  );
}
