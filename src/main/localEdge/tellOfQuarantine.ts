import type { Listen } from "../../common/base/event.ts";
import type { App } from "../../common/contracts/apps.ts";
import type { EdgeHealth } from "../../common/contracts/studio.ts";
import { apiScriptName, scriptName } from "../../common/apps/names.ts";
import type { NoticeBoard } from "../noticeBoard.ts";

/** Says whose script the edge put aside, once for each time. Returns how to stop. */
export function tellOfQuarantine(
  edge: { readonly onHealth: Listen<EdgeHealth> },
  apps: { readonly list: { readonly value: { readonly apps: readonly App[] } } },
  notices: NoticeBoard,
): () => void {
  const told = new Set<string>();
  return edge.onHealth(({ quarantined }) => {
    for (const { namespace, script, reason, until } of quarantined) {
      const key = `${namespace}/${script}/${until}`;
      if (told.has(key)) continue;
      told.add(key);
      const app = apps.list.value.apps.find(({ id }) =>
        [scriptName(id), apiScriptName(id)].includes(script),
      );
      notices.post({
        level: "warning",
        title: `${app === undefined ? `The script ${script}` : `The worker of ${app.name}`} was put aside`,
        body: `${reason} It answers again after a minute, or at once when you save a change of it.`,
        appId: app?.id ?? null,
      });
    }
  });
}
