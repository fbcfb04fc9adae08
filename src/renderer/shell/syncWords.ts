import type { SyncSummary } from "../client/syncSummary.ts";
import { formatNumber } from "../messages/format.ts";
import { text } from "../messages/text.ts";
import type { DotState } from "../ui/Dot.tsx";

const words = text.shell.sync;

export const SYNC_DOTS: Record<SyncSummary["state"], DotState> = {
  unknown: "off",
  synced: "ok",
  pending: "running",
  offline: "warn",
  failed: "err",
};

/** The state of the sync queue in a few words. */
export function syncWords({ state, pending }: SyncSummary): string {
  switch (state) {
    case "unknown":
      return words.unknown;
    case "synced":
      return words.synced;
    case "pending":
      return pending === 0 ? words.syncing : words.pending(formatNumber(pending));
    case "offline":
      return pending === 0 ? words.offlineIdle : words.offline(formatNumber(pending));
    case "failed":
      return words.failed;
  }
}
