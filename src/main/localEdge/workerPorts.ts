import { z } from "zod";
import type { AppId } from "../../common/apps/appId.ts";
import { WorkerHost } from "../../common/contracts/worker.ts";
import type { LocalEdge } from "./localEdge.ts";
import type { AppsService } from "../services/apps/appsService.ts";
import { readWorkerName, readWorkerSettings } from "../services/apps/workerSettings.ts";
import type { WorkerPorts } from "../services/preview/worker/workerPorts.ts";
import type { SettingRepository } from "../services/settings/settingsService.ts";

const Hosts = z.array(WorkerHost);

/** What the apps' own workers need of the edge, of the apps' folders and of studio.db. */
export function workerPorts(
  edge: LocalEdge,
  apps: Pick<AppsService, "list">,
  kept: SettingRepository,
): WorkerPorts {
  return {
    settings: readWorkerSettings,
    appOfWorker: async (name) => {
      for (const { id, folder, folderExists } of apps.list.value.apps) {
        if (folderExists && (await readWorkerName(folder)) === name) return id;
      }
      return null;
    },
    allowed: {
      get: (appId) => Hosts.parse(JSON.parse(kept.get(allowedKey(appId)) ?? "[]")),
      set: (appId, hosts) => kept.set(allowedKey(appId), JSON.stringify(hosts)),
    },
    allow: (script, hosts) => edge.allow(script, hosts),
    onDenied: edge.onDenied,
    tail: (script, onEvent) => edge.tail(script, onEvent),
  };
}

function allowedKey(appId: AppId): string {
  return `allowed-hosts/${appId}`;
}
