import type { Log } from "../../common/base/log.ts";
import type { LocalEdge } from "./localEdge.ts";
import type { AppsService } from "../services/apps/appsService.ts";

/** Not in the way of an app that is opened at once. */
const SWEEP_AFTER_MS = 90_000;
const SWEEP_EVERY_MS = 12 * 60 * 60 * 1_000;

/**
 * Deletes from the edge what removed apps have left, and bodies that no preview names any more.
 * Not at the removal itself: that can be undone.
 */
export function sweepEdge(
  edge: Pick<LocalEdge, "keepDataOf">,
  apps: Pick<AppsService, "keptIds">,
  log: Log,
): Disposable {
  const sweep = (): void => {
    timer = setTimeout(sweep, SWEEP_EVERY_MS);
    edge
      .keepDataOf(() => apps.keptIds())
      .catch((error: unknown) => log.warn("the edge was not swept", { error: String(error) }));
  };
  let timer = setTimeout(sweep, SWEEP_AFTER_MS);
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}
