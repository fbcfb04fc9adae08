import type { ReactElement } from "react";
import { formatBytes, formatDuration, formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { useNow } from "../../ui/useNow.ts";
import type { Importing } from "./importing.ts";

const words = text.importApp;

type Busy = Extract<Importing, { kind: "uploading" | "running" }>;

/** What an import is at, and how far. */
export function ImportProgress({ state }: { readonly state: Busy }): ReactElement {
  const now = useNow(true, 200);
  const { done, total, startedAt } = state.kind === "uploading" ? state : state.job;
  const stage = state.kind === "uploading" ? "uploading" : state.job.stage;
  const format = state.kind === "uploading" ? formatBytes : formatNumber;
  const count = total === null ? "" : text.versions.remote.progress(format(done), format(total));
  return (
    <div role="status" className="flex flex-col gap-2.5 px-4 pt-3 pb-5">
      <div className="flex items-baseline gap-2 text-sm">
        <span className="flex-1 text-fg">{words.stages[stage]}</span>
        <span className="text-xs text-fg-3 tabular-nums">
          {[count, formatDuration(Math.max(0, now - startedAt))].filter(Boolean).join(", ")}
        </span>
      </div>
      <ProgressBar
        label={words.stages[stage]}
        fraction={total === null || total === 0 ? null : done / total}
      />
    </div>
  );
}
