import type { ReactNode } from "react";

interface Props {
  title: string;
  text: string;
  action?: ReactNode;
}

export function EmptyState({ title, text, action }: Props) {
  return (
    <div className="grid justify-items-center rounded-2xl border border-dashed border-line px-6 py-16 text-center">
      <svg viewBox="0 0 120 40" className="mb-6 w-28 text-sea" fill="none" aria-hidden>
        <g stroke="currentColor" strokeWidth="2.5" strokeLinecap="round">
          <path d="M6 14c9-9 18-9 27 0s18 9 27 0 18-9 27 0 18 9 27 0" />
          <path d="M6 28c9-9 18-9 27 0s18 9 27 0 18-9 27 0 18 9 27 0" opacity="0.4" />
        </g>
      </svg>
      <h2 className="text-2xl">{title}</h2>
      <p className="mt-2 max-w-sm text-ink-soft">{text}</p>
      {action && <div className="mt-6">{action}</div>}
    </div>
  );
}
