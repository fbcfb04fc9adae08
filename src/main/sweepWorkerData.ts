import type { Log } from "../common/base/log.ts";
import type { LocalEdge } from "./localEdge.ts";
import type { AppsService } from "./services/apps/appsService.ts";

/** Not in the way of an app that is opened at once. */
const SWEEP_AFTER_MS = 90_000;

/**
 * Deletes what workers of removed apps have kept on the edge, once after each start. Not at the
 * removal itself: that can be undone.
 */
export function sweepWorkerData(
  edge: Pick<LocalEdge, "keepDataOf">,
  apps: Pick<AppsService, "keptIds">,
  log: Log,
): Disposable {
  const timer = setTimeout(() => {
    edge
      .keepDataOf(() => apps.keptIds())
      .catch((error: unknown) => log.warn("old data was not swept", { error: String(error) }));
  }, SWEEP_AFTER_MS);
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}
