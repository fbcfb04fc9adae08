import { Check, Minus, X } from "lucide-react";
import { type ReactElement, useEffect } from "react";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { classNames } from "../../ui/classNames.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { keyLabel } from "../../ui/keys.ts";
import {
  collapseTour,
  dismissTour,
  followTour,
  TOUR_STEPS,
  tourProgress,
  type TourStep,
  useTour,
} from "./tourSteps.ts";

const words = text.welcome.tour;

/** Three steps that are done by doing them. Shown until they are done or sent away. */
export function Tour(): ReactElement | null {
  useEffect(() => followTour(), []);
  const tour = useTour();
  if (tour === null || tour.collapsed) return null;
  const left = TOUR_STEPS.filter((step) => !tour[step]);
  const current = left[0];
  return (
    <aside
      aria-label={words.title}
      className="fixed z-30 flex w-72 max-w-[calc(100vw-32px)] animate-in flex-col rounded-lg border border-line-strong bg-raised p-3 shadow-pop dock-main"
    >
      <header className="flex items-center gap-0.5">
        <ol className="mr-2 flex gap-1">
          {TOUR_STEPS.map((step) => (
            <Step key={step} step={step} done={tour[step]} current={current === step} />
          ))}
        </ol>
        <span role="status" className="flex-1 text-xs text-fg-3 tabular-nums">
          {tourProgress(tour)}
        </span>
        <IconButton
          icon={Minus}
          label={words.collapse}
          size="sm"
          onClick={() => collapseTour(true)}
        />
        <IconButton icon={X} label={words.dismiss} size="sm" onClick={dismissTour} />
      </header>
      {current === undefined ? (
        <div className="mt-1.5 flex items-center gap-2">
          <p className="flex-1 text-sm text-fg">{words.finished}</p>
          <Button tone="primary" size="sm" onClick={dismissTour}>
            {words.finish}
          </Button>
        </div>
      ) : (
        <>
          <h2 className="mt-1.5 text-sm font-semibold text-fg">{words[current].title}</h2>
          <p className="mt-0.5 text-xs text-fg-2">{stepBody(current)}</p>
        </>
      )}
    </aside>
  );
}

interface StepProps {
  readonly step: TourStep;
  readonly done: boolean;
  readonly current: boolean;
}

function Step({ step, done, current }: StepProps): ReactElement {
  return (
    <li
      aria-current={current ? "step" : undefined}
      title={words[step].title}
      className={classNames(
        "grid size-4.5 place-items-center rounded-full text-xs",
        done && "bg-ok-soft text-ok",
        !done && (current ? "border border-accent text-accent" : "border border-line text-fg-3"),
      )}
    >
      <span className="sr-only">{words[step].title}</span>
      {done ? (
        <Check aria-hidden="true" className="size-3" strokeWidth={2.5} />
      ) : (
        <span aria-hidden="true">{formatNumber(TOUR_STEPS.indexOf(step) + 1)}</span>
      )}
    </li>
  );
}

function stepBody(step: TourStep): string {
  switch (step) {
    case "edited":
      return words.edited.body(keyLabel("mod+s"));
    case "opened":
      return words.opened.body(keyLabel("mod+p"));
    case "reloaded":
      return words.reloaded.body;
  }
}
