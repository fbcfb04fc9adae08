import type { ReactNode } from "react";

interface Props {
  id: string;
  label: string;
  hint?: string;
  error?: string;
  children: ReactNode;
}

export function Field({ id, label, hint, error, children }: Props) {
  return (
    <div>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children}
      <p id={`${id}-help`} className={`mt-1.5 text-sm ${error ? "text-alert" : "text-ink-soft"}`}>
        {error ?? hint}
      </p>
    </div>
  );
}
