import type { ReactElement } from "react";

/** Studio's mark. */
export function Mark({ className }: { readonly className?: string }): ReactElement {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      <path d="M8 1.5 14 5v6l-6 3.5L2 11V5z" />
      <path d="M8 8v6.4M8 8l5.8-3M8 8 2.2 5" />
    </svg>
  );
}
