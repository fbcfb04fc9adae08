import type { LocalEdge } from "./localEdge.ts";
import type { StudioServices } from "../rpc/services.ts";
import type { PreviewService } from "../services/preview/previewService.ts";

/** The edge and the apps' own workers on it, as views are served them. */
export function edgeServices(
  edge: LocalEdge,
  preview: PreviewService,
): Pick<StudioServices, "edge" | "worker"> {
  const { supervisor } = edge;
  return {
    edge: {
      health: {
        get value() {
          return supervisor.health;
        },
        onChange: supervisor.onHealth,
      },
      restart: async () => void (await supervisor.restart()),
      access: () => edge.access(),
      token: () => edge.token(),
    },
    worker: {
      watch: (appId) => preview.worker(appId),
      allowHost: (appId, host) => preview.allowHost(appId, host),
      forbidHost: (appId, host) => preview.forbidHost(appId, host),
    },
  };
}
