import { Check, Minus, X } from "lucide-react";
import { type ReactElement, useEffect } from "react";
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
  return (
    <aside
      aria-label={words.title}
      className="fixed z-30 flex w-68 max-w-[calc(100vw-32px)] animate-in flex-col gap-2.5 rounded-lg border border-line-strong bg-raised p-3 shadow-pop dock-main"
    >
      <header className="flex items-center gap-2">
        <h2 className="flex-1 text-sm font-semibold text-fg">{words.title}</h2>
        <span role="status" className="text-xs text-fg-3 tabular-nums">
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
      <ol className="flex flex-col gap-2">
        {TOUR_STEPS.map((step) => (
          <Step key={step} step={step} done={tour[step]} current={left[0] === step} />
        ))}
      </ol>
      {left.length === 0 && (
        <div className="flex items-center gap-2">
          <p className="flex-1 text-xs text-fg-2">{words.finished}</p>
          <Button tone="primary" size="sm" onClick={dismissTour}>
            {words.finish}
          </Button>
        </div>
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
      className="grid grid-cols-[18px_minmax(0,1fr)] gap-x-2.5"
    >
      <span
        className={classNames(
          "mt-px grid size-4.5 place-items-center rounded-full text-xs",
          done ? "bg-ok-soft text-ok" : "border border-line-strong text-fg-3",
          current && "border-accent text-accent",
        )}
      >
        {done ? (
          <Check aria-hidden="true" className="size-3" strokeWidth={2.5} />
        ) : (
          TOUR_STEPS.indexOf(step) + 1
        )}
      </span>
      <span className={classNames("text-sm", done ? "text-fg-3" : "text-fg")}>
        {words[step].title}
      </span>
      {current && <p className="col-start-2 mt-0.5 text-xs text-fg-2">{stepBody(step)}</p>}
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
