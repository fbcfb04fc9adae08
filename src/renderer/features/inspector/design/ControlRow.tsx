import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { text } from "../../../messages/text.ts";

interface ControlRowProps {
  readonly label: string;
  readonly children: ReactNode;
  /** Takes the class away; null while there is none. */
  readonly onClear: (() => void) | null;
}

/** One control with its name. */
export function ControlRow({ label, children, onClear }: ControlRowProps): ReactElement {
  return (
    <div className="grid h-7 grid-cols-[4.75rem_minmax(0,1fr)_1.25rem] items-center gap-1.5">
      <span className="truncate text-xs text-fg-2">{label}</span>
      {children}
      {onClear !== null && (
        <button
          type="button"
          aria-label={text.design.clear(label)}
          onClick={onClear}
          className="grid size-5 place-items-center rounded-sm text-fg-3 hover:bg-hover hover:text-fg"
        >
          <X aria-hidden="true" className="size-3" strokeWidth={1.75} />
        </button>
      )}
    </div>
  );
}

export const CONTROL =
  "h-6 w-full min-w-0 appearance-none truncate rounded-md border border-line bg-raised px-1.5 text-xs hover:border-line-strong";
