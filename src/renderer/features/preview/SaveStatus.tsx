import type { ReactElement } from "react";
import { Popover } from "radix-ui";
import type { SaveTrace } from "../../../common/contracts/preview.ts";
import { usePreviewState } from "../../client/facts.ts";
import { formatDuration, formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { STATUS_ITEM } from "../../ui/chip.ts";
import { saveTimes, sparkline } from "./saveTimes.ts";

const words = text.preview.saves;
const LINE = { width: 54, height: 12 };
const NO_SAVES: readonly SaveTrace[] = [];

/** How fast the newest save reached the page, and the saves before it. */
export function SaveStatus(): ReactElement | null {
  const saves = usePreviewState(({ value }) => value?.saves ?? NO_SAVES);
  const times = saveTimes(saves);
  if (times.newest === null) return null;
  const newest = saves.findLast((save) => save.painted !== null);
  return (
    <Popover.Root>
      <Popover.Trigger className={STATUS_ITEM}>
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${LINE.width} ${LINE.height}`}
          className="h-3 w-13.5 fill-none stroke-accent stroke-[1.3]"
        >
          <polyline points={sparkline(times.painted, LINE)} />
        </svg>
        <span className="text-fg">{words.label(formatDuration(times.newest))}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="top"
          align="start"
          sideOffset={6}
          className="z-50 w-72 animate-in rounded-lg border border-line-strong bg-raised p-3 text-xs text-fg shadow-pop outline-none"
        >
          <h3 className="text-sm font-semibold">{words.newest}</h3>
          <p className="mb-2 text-fg-3">{words.title}</p>
          {newest !== undefined && <Trace save={newest} />}
          {times.median !== null && (
            <p className="mt-2 border-t border-line pt-2 text-fg-2 tabular-nums">
              {words.median(formatDuration(times.median), formatNumber(times.painted.length))}
            </p>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const STEPS = ["written", "transformed", "pushed", "painted"] as const;

function Trace({ save }: { readonly save: SaveTrace }): ReactElement {
  return (
    <>
      <p className="mb-1.5 truncate font-mono text-fg-2">{save.path}</p>
      <dl className="grid grid-cols-[1fr_auto] gap-y-1 tabular-nums">
        {STEPS.map((step) => {
          const ms = save[step];
          return (
            <div key={step} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-fg-2">{words.trace[step]}</dt>
              <dd className="text-fg-3">{ms === null ? words.notThere : formatDuration(ms)}</dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}
