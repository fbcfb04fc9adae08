import { Redo2, RotateCcw, Undo2 } from "lucide-react";
import type { ReactElement } from "react";
import type { RunState } from "../../../common/apps/chat/chatState.ts";
import type { RunId } from "../../../common/contracts/chat.ts";
import { useOpenChat, useRun } from "../../client/chats.ts";
import { formatDuration } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { useNow } from "../../ui/useNow.ts";
import { ask } from "./attempt.ts";
import { costWords, usageLines } from "./costWords.ts";
import { PlanCard } from "./PlanCard.tsx";
import { restoreRun } from "./restoring.ts";

const words = text.chat.run;

interface RunEndProps {
  readonly id: RunId;
  /** Nothing of the shown branch follows it. */
  readonly last: boolean;
}

/** What came of a run, and what can be done about it. */
export function RunEnd({ id, last }: RunEndProps): ReactElement | null {
  const run = useRun(id);
  if (run === undefined) return null;
  return (
    <div className="flex flex-col gap-2">
      {run.plan.length > 0 && <PlanCard run={run} canAccept={last && run.status !== null} />}
      {run.failure !== null && <Failure run={run} canRetry={last} />}
      {run.compacted !== null && <p className="text-xs text-fg-3">{words.compacted}</p>}
      {last && run.status !== null && run.asked !== null && <Question run={run} />}
      <RunLine run={run} />
    </div>
  );
}

function RunLine({ run }: { readonly run: RunState }): ReactElement {
  const now = useNow(run.endedAt === null, 500);
  const took = formatDuration((run.endedAt ?? now) - run.startedAt);
  const cost = run.usage === null ? null : costWords(run.usage);
  const breakdown = run.usage === null ? undefined : usageLines(run.usage).join("\n");
  const parts = [
    run.runner.kind === "recipe" ? words.noAi : null,
    run.status === null ? words.working : words.status[run.status],
    took,
    cost,
  ].filter((part) => part !== null);
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-fg-3">
      <span className="min-w-0 tabular-nums" title={breakdown}>
        {parts.join(" · ")}
      </span>
      <span className="flex-1" />
      <Restore run={run} />
    </div>
  );
}

function Restore({ run }: { readonly run: RunState }): ReactElement | null {
  const changed = useOpenChat(({ state }) =>
    Object.values(state.calls).some((call) => call.run === run.id && call.changes.length > 0),
  );
  const busy = useOpenChat(({ state }) => state.running !== null);
  if (!changed || run.status === null) return null;
  const undone = run.files === "undone";
  return (
    <Button
      size="sm"
      tone="quiet"
      icon={undone ? Redo2 : Undo2}
      disabled={busy}
      onClick={() => void restoreRun(run.id, undone ? "redone" : "undone")}
    >
      {undone ? words.redo : words.undo}
    </Button>
  );
}

function Failure({ run, canRetry }: { run: RunState; canRetry: boolean }): ReactElement | null {
  const { failure } = run;
  if (failure === null) return null;
  const again = failure.retryable || run.status === "limit";
  return (
    <div
      role="alert"
      className="flex flex-col items-start gap-1.5 rounded-md border border-err/40 bg-err-soft px-2.5 py-2 text-xs text-fg"
    >
      <p className="break-words">
        {failure.message} {failure.next}
      </p>
      {canRetry && again && (
        <Button size="sm" icon={RotateCcw} onClick={() => void ask({ type: "retry", run: run.id })}>
          {run.status === "limit" ? words.goOn : words.retry}
        </Button>
      )}
    </div>
  );
}

function Question({ run }: { readonly run: RunState }): ReactElement | null {
  const { asked, mode } = run;
  if (asked === null) return null;
  const answer = (choice: string): void => {
    void ask({ type: "send", text: choice, mode, attachments: [], after: null });
  };
  return (
    <div role="group" aria-label={words.question} className="flex flex-col gap-1.5">
      <p className="text-sm text-fg">{asked.text}</p>
      <div className="flex flex-wrap gap-1.5">
        {asked.choices.map((choice) => (
          <Button key={choice} size="sm" onClick={() => answer(choice)}>
            {choice}
          </Button>
        ))}
      </div>
    </div>
  );
}
