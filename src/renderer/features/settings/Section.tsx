import type { ReactElement, ReactNode } from "react";

interface SectionProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

export function Section({ title, hint, children }: SectionProps): ReactElement {
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <div className="flex flex-col gap-0.5">
        <h2 className="text-md font-semibold text-fg">{title}</h2>
        {hint !== undefined && <p className="text-xs text-fg-3">{hint}</p>}
      </div>
      {children}
    </section>
  );
}
