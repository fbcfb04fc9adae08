import type { ReactElement } from "react";
import { text } from "../messages/text.ts";
import { useDelayed } from "./useDelayed.ts";

const WIDTHS = ["62%", "84%", "48%", "71%", "56%", "78%"];

/** Rows that will be text. Shown only once the wait is worth showing. */
export function Skeleton({ rows = 6 }: { readonly rows?: number }): ReactElement | null {
  const due = useDelayed();
  if (!due) return null;
  return (
    <div role="status" aria-label={text.ui.loading} className="flex flex-col gap-3 p-3">
      {Array.from({ length: rows }, (_, row) => (
        <span
          key={row}
          className="h-3 animate-pulse-soft rounded-sm bg-active"
          style={{ width: WIDTHS[row % WIDTHS.length] }}
        />
      ))}
    </div>
  );
}
