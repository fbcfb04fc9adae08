import type { SyncState } from "../../common/contracts/preview.ts";

export type SyncTarget = SyncState["targets"][number];

export interface SyncSummary {
  readonly state: SyncTarget["state"] | "unknown";
  /** Files saved but not stored by the target that is furthest behind. */
  readonly pending: number;
}

const WORST_FIRST = ["failed", "offline", "pending", "synced"] as const;

/** One word for all targets: the worst there is. */
export function summarizeSync(sync: SyncState | null): SyncSummary {
  const targets = sync?.targets ?? [];
  const pending = Math.max(0, ...targets.map((target) => target.pending));
  const state = WORST_FIRST.find((worst) => targets.some((target) => target.state === worst));
  return { state: state ?? "unknown", pending };
}
