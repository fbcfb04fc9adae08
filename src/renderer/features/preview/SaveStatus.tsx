import type { ReactElement } from "react";
import { Popover } from "radix-ui";
import type { SaveTrace } from "../../../common/contracts/preview.ts";
import { usePreviewState } from "../../client/facts.ts";
import { formatDuration, formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { STATUS_ITEM } from "../../ui/chip.ts";
import { saveTimes, type SaveTimes, sparkline, type StepTime, stepTimes } from "./saveTimes.ts";

const words = text.preview.saves;
const LINE = { width: 54, height: 12 };
const CHART = { width: 296, height: 48 };
/** As many as the small line can show apart. */
const IN_LINE = 24;
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
        <Line times={times.painted.slice(-IN_LINE)} size={LINE} className="h-3 w-13.5" />
        <span className="text-fg">{words.label(formatDuration(times.newest))}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="top"
          align="start"
          sideOffset={6}
          aria-label={words.title}
          className="z-50 w-80 animate-in rounded-lg border border-line-strong bg-raised p-3 text-xs text-fg shadow-pop outline-none"
        >
          <h3 className="text-sm font-semibold">{words.newest}</h3>
          <p className="mb-2 text-fg-3">{words.title}</p>
          {newest !== undefined && <Trace save={newest} />}
          <History times={times} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface LineProps {
  readonly times: readonly number[];
  readonly size: { readonly width: number; readonly height: number };
  readonly className: string;
}

function Line({ times, size, className }: LineProps): ReactElement {
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${size.width} ${size.height}`}
      className={`${className} fill-none stroke-accent stroke-[1.3]`}
    >
      <polyline points={sparkline(times, size)} />
    </svg>
  );
}

/** Where the newest save's time went: each step where it began, as long as it took. */
function Trace({ save }: { readonly save: SaveTrace }): ReactElement {
  const whole = Math.max(1, save.painted ?? 0);
  return (
    <>
      <p className="mb-1.5 truncate font-mono text-fg-2">{save.path}</p>
      <dl className="grid grid-cols-[5rem_1fr_auto] items-center gap-x-3 gap-y-1 tabular-nums">
        {stepTimes(save).map((time) => (
          <Step key={time.step} time={time} whole={whole} />
        ))}
      </dl>
    </>
  );
}

function Step({ time, whole }: { readonly time: StepTime; readonly whole: number }): ReactElement {
  const { step, from, ms } = time;
  return (
    <div className="col-span-3 grid grid-cols-subgrid items-center">
      <dt className="text-fg-2">{words.step[step]}</dt>
      <dd aria-hidden="true" className="relative h-1.5 rounded-full bg-active">
        <span
          className="absolute inset-y-0 min-w-0.5 rounded-full bg-accent"
          style={{ left: `${(from / whole) * 100}%`, width: `${((ms ?? 0) / whole) * 100}%` }}
        />
      </dd>
      <dd className="text-right text-fg-3">{ms === null ? words.notThere : formatDuration(ms)}</dd>
    </div>
  );
}

function History({ times }: { readonly times: SaveTimes }): ReactElement {
  const figures = [
    [words.p50, times.p50],
    [words.p95, times.p95],
    [words.slowest, times.slowest],
  ] as const;
  return (
    <section className="mt-3 border-t border-line pt-2">
      <h3 className="text-fg-2">{words.history(formatNumber(times.painted.length))}</h3>
      <Line times={times.painted} size={CHART} className="my-1.5 h-12 w-full" />
      <dl className="flex justify-between tabular-nums">
        {figures.map(([label, ms]) => (
          <div key={label} className="flex gap-1.5">
            <dt className="text-fg-3">{label}</dt>
            <dd className="text-fg">{ms === null ? "–" : formatDuration(ms)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
