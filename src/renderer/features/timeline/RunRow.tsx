import type { ReactElement } from "react";
import { formatClock, formatDuration } from "../../messages/format.ts";
import type { Run } from "./activity.ts";
import { titleOf } from "./words.ts";

export function RunRow({ run }: { readonly run: Run }): ReactElement {
  return (
    <div className="flex h-6.5 items-end gap-2 px-3 pb-1 text-xs">
      <span className="font-semibold text-fg">{titleOf(run)}</span>
      <span className="flex-1 text-fg-3 tabular-nums">{formatClock(run.startedAt)}</span>
      <span className="text-fg-3 tabular-nums">{formatDuration(run.endedAt - run.startedAt)}</span>
    </div>
  );
}
