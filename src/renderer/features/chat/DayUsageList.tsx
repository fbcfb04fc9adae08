import { type ReactElement, useEffect, useState } from "react";
import type { DayUsage } from "../../../common/contracts/chat.ts";
import { studio } from "../../client/studio.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { costWords } from "./costWords.ts";

const words = text.chat.cost;
const SHOWN_DAYS = 7;

/** What runs took on the last days on which there were any; nothing where there were none. */
export function DayUsageList(): ReactElement | null {
  const days = useDays();
  if (days.length === 0) return null;
  return (
    <section aria-label={words.byDay} className="border-t border-line pt-3 text-xs">
      <h3 className="mb-1.5 font-semibold text-fg">{words.byDay}</h3>
      <dl className="grid grid-cols-[max-content_1fr_max-content] gap-x-3 gap-y-1 tabular-nums">
        {days.map((usage) => (
          <div key={usage.day} className="col-span-3 grid grid-cols-subgrid">
            <dt className="text-fg">{usage.day}</dt>
            <dd className="text-fg-3">{words.runs(usage.runs, formatNumber(usage.runs))}</dd>
            <dd className="text-fg-2">{costWords(usage)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Newest first. */
function useDays(): readonly DayUsage[] {
  const [days, setDays] = useState<readonly DayUsage[]>([]);
  useEffect(() => {
    let left = false;
    studio.chats.usage.query().then(
      (found) => !left && setDays(found.slice(0, SHOWN_DAYS)),
      // The dialog is about providers: without its figures it still is.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, []);
  return days;
}
