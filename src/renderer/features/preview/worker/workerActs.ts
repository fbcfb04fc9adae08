import type { AppId } from "../../../../common/apps/appId.ts";
import { FilePath } from "../../../../common/apps/filePath.ts";
import { openFile } from "../../../client/editorIntents.ts";
import { studio, toProblem } from "../../../client/studio.ts";
import { notify } from "../../../ui/notifications.ts";

export function allowHost(appId: AppId, host: string): Promise<void> {
  return attempt(() => studio.worker.allowHost.mutate({ appId, host }));
}

export function forbidHost(appId: AppId, host: string): Promise<void> {
  return attempt(() => studio.worker.forbidHost.mutate({ appId, host }));
}

/** Opens a file that the worker's settings come from. */
export function openSettings(file: string): void {
  const path = FilePath.safeParse(file);
  if (path.success) openFile(path.data, { line: null, column: null, pinned: true });
}

async function attempt(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const { message, next } = toProblem(error);
    notify({ level: "error", title: message, body: next ?? null });
  }
}
