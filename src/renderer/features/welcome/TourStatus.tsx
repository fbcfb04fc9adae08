import { Footprints } from "lucide-react";
import type { ReactElement } from "react";
import { text } from "../../messages/text.ts";
import { STATUS_ITEM } from "../../ui/chip.ts";
import { collapseTour, tourProgress, useTour } from "./tourSteps.ts";

/** Where the tour is while it is put away, and the way back to it. */
export function TourStatus(): ReactElement | null {
  const tour = useTour();
  if (tour === null) return null;
  return (
    <button
      type="button"
      aria-expanded={!tour.collapsed}
      className={STATUS_ITEM}
      onClick={() => collapseTour(!tour.collapsed)}
    >
      <Footprints aria-hidden="true" className="size-3.5 text-accent" strokeWidth={1.75} />
      {text.welcome.tour.status(tourProgress(tour))}
    </button>
  );
}
