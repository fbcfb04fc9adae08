import type { ReactElement } from "react";
import type { ExchangeJob } from "../../../common/contracts/versions.ts";
import { problemWords, useVersions } from "../../client/versions.ts";
import { formatDuration, formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { useNow } from "../../ui/useNow.ts";
import { askToken, cancelExchange, exchange } from "./remoteActs.ts";

const words = text.versions.remote;

/** How the exchange with the remote goes, or why the last one failed. */
export function ExchangeStrip(): ReactElement | null {
  const job = useVersions(({ value }) => value?.exchange ?? null);
  if (job?.status === "running") return <Running job={job} />;
  if (job?.status === "failed") return <Failed job={job} />;
  return null;
}

function Running({ job }: { readonly job: ExchangeJob }): ReactElement {
  const now = useNow(true, 500);
  const count =
    job.total === null ? "" : words.progress(formatNumber(job.done), formatNumber(job.total));
  const detail = [job.stage, count, formatDuration(Math.max(0, now - job.startedAt))];
  return (
    <div role="status" className="flex shrink-0 flex-col gap-1.5 border-b border-line px-3 py-2">
      <div className="flex items-center gap-2">
        <p className="min-w-0 flex-1 text-xs">
          <span className="text-fg">{words.running[job.kind]}</span>{" "}
          <span className="text-fg-3 tabular-nums">{detail.filter(Boolean).join(", ")}</span>
        </p>
        <Button size="sm" tone="quiet" onClick={() => void cancelExchange()}>
          {words.cancel}
        </Button>
      </div>
      <ProgressBar
        label={words.running[job.kind]}
        fraction={job.total === null ? null : job.done / job.total}
      />
    </div>
  );
}

function Failed({ job }: { readonly job: ExchangeJob }): ReactElement {
  const { problem, kind } = job;
  const needsToken = problem?.code === "account-refused";
  const needsPull = kind === "push" && problem?.code === "conflict";
  return (
    <div
      role="alert"
      className="flex shrink-0 flex-col gap-2 border-b border-line bg-err-soft px-3 py-2 text-xs"
    >
      <p className="text-fg">
        <span className="font-semibold">{words.failed[kind]}.</span>{" "}
        {problem !== null && problemWords(problem)}
      </p>
      <div className="flex flex-wrap gap-1.5">
        {needsToken && (
          <Button size="sm" tone="primary" onClick={() => askToken(kind)}>
            {words.enterToken}
          </Button>
        )}
        {needsPull && (
          <Button size="sm" tone="primary" onClick={() => void exchange("pull")}>
            {words.pull}
          </Button>
        )}
        <Button size="sm" onClick={() => void exchange(kind)}>
          {words.retry}
        </Button>
      </div>
      {problem?.details !== undefined && (
        <details>
          <summary className="text-fg-2">{text.versions.details}</summary>
          <pre className="mt-1 max-h-40 overflow-auto whitespace-pre-wrap text-fg-2">
            {problem.details}
          </pre>
        </details>
      )}
    </div>
  );
}
