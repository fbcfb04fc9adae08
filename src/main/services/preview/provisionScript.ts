import { createHash } from "node:crypto";
import { type AppId } from "../../../common/apps/appId.ts";
import { PLATFORM_WORKER, scriptName } from "../../../common/apps/names.ts";
import type { ScriptUpload, WorkersPlatform } from "../../cloud/workersPlatform.ts";

const COMPATIBILITY_DATE = "2026-09-01";

/**
 * Puts the app's preview script into the preview namespace unless this very version is there.
 * Returns the hash to remember as `uploaded`.
 */
export async function provisionScript(
  platform: WorkersPlatform,
  app: { readonly id: AppId; readonly uploaded: string | null },
  source: string,
  signal: AbortSignal,
): Promise<string> {
  const hash = createHash("sha256").update(source).digest("hex");
  const name = scriptName(app.id);
  if (app.uploaded === hash && (await platform.scriptEtag("preview", name, signal)) !== null) {
    return hash;
  }
  await platform.prepare("preview", signal);
  await platform.uploadScript(previewUpload(app.id, source), signal);
  return hash;
}

function previewUpload(appId: AppId, source: string): ScriptUpload {
  const scopedTo = { app: appId };
  const service = { type: "service", service: PLATFORM_WORKER, props: scopedTo } as const;
  return {
    stage: "preview",
    name: scriptName(appId),
    mainModule: "preview.js",
    modules: { "preview.js": source },
    bindings: [
      { ...service, name: "STORE", entrypoint: "PreviewStore" },
      { ...service, name: "API", entrypoint: "AppApi" },
    ],
    tags: [`app-${appId}`, "preview"],
    compatibilityDate: COMPATIBILITY_DATE,
  };
}
