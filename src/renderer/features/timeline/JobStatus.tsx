import { Package } from "lucide-react";
import type { ReactElement } from "react";
import { useCurrentApp } from "../../client/currentApp.ts";
import { usePackageJobs } from "../../client/facts.ts";
import { text } from "../../messages/text.ts";
import { STATUS_ITEM } from "../../ui/chip.ts";
import { runCommand } from "../../ui/commands.ts";
import { jobProgress, labelOf } from "./words.ts";

const words = text.timeline;

/** The package job that runs, with real counts. */
export function JobStatus(): ReactElement | null {
  const appId = useCurrentApp((current) => current.appId);
  const job = usePackageJobs(({ value }) =>
    value?.find((candidate) => candidate.appId === appId && candidate.status === "running"),
  );
  if (job === undefined) return null;
  const label = labelOf({ kind: "job", job: job.kind, name: job.label });
  return (
    <button type="button" className={STATUS_ITEM} onClick={() => runCommand("view.tab.timeline")}>
      <Package aria-hidden="true" className="size-3.5 text-accent" strokeWidth={1.75} />
      {words.jobRunning(label, jobProgress(job))}
    </button>
  );
}
