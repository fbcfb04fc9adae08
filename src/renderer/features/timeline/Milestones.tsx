import { type ReactElement, useEffect, useState } from "react";
import type { PackageJob } from "../../../common/contracts/packages.ts";
import type { PreviewState } from "../../../common/contracts/preview.ts";
import { usePackageJobs, usePreviewState } from "../../client/facts.ts";
import { text } from "../../messages/text.ts";
import { labelOf } from "./words.ts";

const words = text.timeline.milestones;
const KEPT = 5;

interface Milestone {
  readonly id: number;
  readonly sentence: string;
}

/** Reads out what was reached, and only that: each save would be noise. */
export function Milestones(): ReactElement {
  const [said, setSaid] = useState<readonly Milestone[]>([]);
  useEffect(() => {
    let id = 0;
    const say = (sentence: string): void => {
      id += 1;
      const milestone = { id, sentence };
      setSaid((before) => [...before, milestone].slice(-KEPT));
    };
    const stops = [
      usePreviewState.subscribe(({ value: now }, { value: before }) => {
        if (now !== null && now.status !== before?.status) previewMilestone(now, say);
      }),
      usePackageJobs.subscribe(({ value: now }, { value: before }) => {
        for (const job of now ?? []) {
          const earlier = before?.find(({ id: jobId }) => jobId === job.id);
          if (earlier?.status === "running") jobMilestone(job, say);
        }
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <div role="log" aria-label={text.timeline.title} className="sr-only">
      {said.map(({ id, sentence }) => (
        <p key={id}>{sentence}</p>
      ))}
    </div>
  );
}

function previewMilestone(state: PreviewState, say: (sentence: string) => void): void {
  if (state.status === "ready") say(words.ready);
  if (state.status === "failed") say(words.failed(state.problem?.title ?? ""));
}

function jobMilestone(job: PackageJob, say: (sentence: string) => void): void {
  const label = labelOf({ kind: "job", job: job.kind, name: job.label });
  if (job.status === "done") say(words.jobDone(label));
  if (job.status === "failed") say(words.jobFailed(label));
}
