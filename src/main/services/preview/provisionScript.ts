import { createHash } from "node:crypto";
import { type AppId } from "../../../common/apps/appId.ts";
import { apiScriptName, scriptName } from "../../../common/apps/names.ts";
import type { ScriptUpload, WorkersPlatform } from "../../cloud/workersPlatform.ts";
import type { WorkerBundle } from "../../compiler/protocol.ts";

const COMPATIBILITY_DATE = "2026-09-01";

/** The platform's own worker, which holds the rooms; user scripts reach it scoped to one app. */
const PLATFORM_WORKER = "overskill-platform";

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

/** Puts the app's own `/api` worker beside it, or takes it away when the app has none. */
export async function provisionApi(
  platform: WorkersPlatform,
  appId: AppId,
  bundle: WorkerBundle | null,
  signal: AbortSignal,
): Promise<void> {
  const name = apiScriptName(appId);
  if (bundle === null) {
    if ((await platform.scriptEtag("preview", name, signal)) !== null) {
      await platform.deleteScript("preview", name, signal);
    }
    return;
  }
  await platform.uploadScript(
    {
      stage: "preview",
      name,
      mainModule: bundle.mainModule,
      modules: bundle.modules,
      bindings: [{ type: "plain_text", name: "ENVIRONMENT", text: "preview" }],
      tags: [`app-${appId}`, "preview", "api"],
      compatibilityDate: bundle.compatibilityDate,
    },
    signal,
  );
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
