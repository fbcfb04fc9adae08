import { CircleAlert, Loader } from "lucide-react";
import { type ReactElement, type ReactNode, useState } from "react";
import type { PreviewProblem, PreviewStage } from "../../../common/contracts/preview.ts";
import { formatDuration, formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { useDelayed } from "../../ui/useDelayed.ts";
import { useNow } from "../../ui/useNow.ts";
import { usePage } from "./pageStore.ts";
import { act, openPlace } from "./previewActs.ts";
import type { Strip } from "./previewView.ts";
import { ProblemButton, ProblemCard } from "./ProblemCard.tsx";
import { placeOf } from "./problemWords.ts";

const words = text.preview;

/** A thin line over the page that says why it is not the newest version. */
export function PageStrip({ strip }: { readonly strip: Strip }): ReactElement {
  switch (strip.kind) {
    case "stage":
      return <StageStrip {...strip} />;
    case "edge":
      return <EdgeStrip state={strip.state} />;
    case "problem":
      return <ProblemStrip problem={strip.problem} />;
  }
}

const LINE =
  "flex min-h-8 shrink-0 items-center gap-2 border-line bg-panel px-3 py-1 text-xs text-fg";

/** A save is over before this is due; only what takes longer is worth a word. */
const WORTH_A_WORD_MS = 400;

interface StageStripProps {
  readonly stage: PreviewStage | null;
  readonly opening: boolean;
}

function StageStrip({ stage, opening }: StageStripProps): ReactElement | null {
  const due = useDelayed(WORTH_A_WORD_MS);
  const greeted = usePage((page) => page.greeted);
  const now = useNow(due && stage !== null);
  if (!due) return null;
  const elapsed = stage?.startedAt ?? null;
  const prepared = greeted ? words.strip.opening : words.strip.loading;
  const sentence = opening ? prepared : words.strip.catchingUp;
  return (
    <div role="status" className={`${LINE} border-t`}>
      <Loader aria-hidden="true" className="size-3.5 shrink-0 animate-spin text-accent" />
      <span className="truncate">{sentence}</span>
      <span className="flex-1" />
      {stage !== null && (
        <span className="shrink-0 text-fg-3 tabular-nums">
          {words.stages[stage.id]}
          {stage.total !== null && ` ${counted(stage)}`}
          {elapsed !== null && ` · ${formatDuration(Math.max(0, now - elapsed))}`}
        </span>
      )}
    </div>
  );
}

function counted({ done, total }: PreviewStage): string {
  return text.ui.ofTotal(formatNumber(done ?? 0), formatNumber(total ?? 0));
}

function EdgeStrip({ state }: { readonly state: "down" | "restarting" }): ReactElement {
  return (
    <div role="status" className={`${LINE} border-b`}>
      <CircleAlert aria-hidden="true" className="size-3.5 shrink-0 text-warn" />
      <span className="min-w-0 flex-1 truncate">
        {state === "down" ? words.strip.edgeDown : words.strip.edgeRestarting}
      </span>
      {state === "down" && (
        <Button size="sm" onClick={() => void act("restart-edge", null)}>
          {words.edge.action}
        </Button>
      )}
    </div>
  );
}

function ProblemStrip({ problem }: { readonly problem: PreviewProblem }): ReactElement {
  const [open, setOpen] = useState(false);
  const place = placeOf(problem);
  const toggle: ReactNode = (
    <Button size="sm" tone="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
      {open ? words.strip.hide : words.strip.show}
    </Button>
  );
  return (
    <div className="relative z-20">
      <div role="status" className={`${LINE} border-b`}>
        <CircleAlert aria-hidden="true" className="size-3.5 shrink-0 text-err" />
        <span className="truncate font-semibold">{problem.title}</span>
        {place === null ? (
          <span className="min-w-0 flex-1 truncate text-fg-2">{words.strip.held}</span>
        ) : (
          // Cut by itself: inside a cut box its hidden end would lie under the next button.
          <button
            type="button"
            onClick={() => openPlace(problem)}
            className="min-h-6 min-w-24 flex-1 truncate rounded-sm text-left font-mono text-accent underline-offset-2 hover:underline"
          >
            {place}
          </button>
        )}
        {toggle}
        {!open && problem.action !== "open-file" && <ProblemButton problem={problem} size="sm" />}
      </div>
      {open && (
        <div className="absolute inset-x-0 top-full max-h-[60vh] overflow-auto border-b border-line-strong bg-panel p-4 shadow-pop">
          <ProblemCard problem={problem} />
        </div>
      )}
    </div>
  );
}
