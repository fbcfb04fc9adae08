import type { ReactElement } from "react";
import { useSyncState } from "../client/facts.ts";
import { summarizeSync } from "../client/syncSummary.ts";
import { CHIP } from "../ui/chip.ts";
import { Dot } from "../ui/Dot.tsx";
import { SyncPopover } from "./SyncPopover.tsx";
import { SYNC_DOTS, syncWords } from "./syncWords.ts";

/** Whether every save reached the preview store. */
export function SyncChip(): ReactElement {
  const summary = summarizeSync(useSyncState(({ value }) => value));
  const words = syncWords(summary);
  return (
    <SyncPopover
      trigger={
        <button type="button" className={CHIP} aria-label={words}>
          <Dot state={SYNC_DOTS[summary.state]} />
          <span className="max-lg:hidden">{words}</span>
        </button>
      }
    />
  );
}
