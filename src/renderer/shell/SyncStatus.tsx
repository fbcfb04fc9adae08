import type { ReactElement } from "react";
import { useSyncState } from "../client/facts.ts";
import { summarizeSync } from "../client/syncSummary.ts";
import { STATUS_ITEM } from "../ui/chip.ts";
import { Dot } from "../ui/Dot.tsx";
import { SyncPopover } from "./SyncPopover.tsx";
import { SYNC_DOTS, syncWords } from "./syncWords.ts";

/** The sync queue: how many saves have not reached the preview store. */
export function SyncStatus(): ReactElement {
  const summary = summarizeSync(useSyncState(({ value }) => value));
  return (
    <SyncPopover
      trigger={
        <button type="button" className={STATUS_ITEM}>
          <Dot state={SYNC_DOTS[summary.state]} />
          {syncWords(summary)}
        </button>
      }
    />
  );
}
