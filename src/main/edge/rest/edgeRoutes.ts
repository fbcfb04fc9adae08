import { z } from "zod";
import type { EdgeHealth } from "../../../common/contracts/studio.ts";
import { appsWithData, deleteAppData } from "../appData.ts";
import type { HealthMonitor } from "../healthMonitor.ts";
import { scriptKey } from "../scriptRecord.ts";
import { result, type Reply } from "./reply.ts";
import { needScript, type RestContext } from "./restContext.ts";
import { route, type Route } from "./router.ts";

const Allow = z.object({
  allow: z
    .array(z.string().regex(/^[a-z0-9.[\]:-]+$/i, "must be a host, or a host and port"))
    .max(50),
});

/** A commit sends its bodies before it names them. */
const COMMIT_SECONDS = 24 * 60 * 60;
const Collect = z.object({
  apps: z.array(z.string()).max(100_000),
  olderThanSeconds: z.number().int().nonnegative().default(COMMIT_SECONDS),
});

/** What no account has: the local edge's own health, and what a script may reach locally. */
export function edgeRoutes(context: RestContext, monitor: HealthMonitor): Route[] {
  return [
    route("GET", "/edge/health", (): Reply<EdgeHealth> => result(monitor.health)),
    route("PUT", "/edge/scripts/:namespace/:script/outbound", async (call) => {
      const record = needScript(context, call);
      const { allow } = call.json(Allow);
      context.store.setAllow(record.namespace, record.name, allow);
      await context.publish(scriptKey(record));
      return result({ allow });
    }),
    route("GET", "/edge/apps", () => result({ apps: appsWithData(context) })),
    route("POST", "/edge/collect", async (call) => {
      const { apps, olderThanSeconds } = call.json(Collect);
      const before = Math.floor(Date.now() / 1_000) - olderThanSeconds;
      return result({ deleted: await context.gateway.collectBlobs(apps, before) });
    }),
    route("DELETE", "/edge/apps/:app", async (call) => {
      await deleteAppData(context, call.param("app"));
      return result(null);
    }),
  ];
}
