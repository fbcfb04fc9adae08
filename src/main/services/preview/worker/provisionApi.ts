import type { AppId } from "../../../../common/apps/appId.ts";
import { apiScriptName } from "../../../../common/apps/names.ts";
import type { Unserved } from "../../../../common/apps/wranglerConfig.ts";
import type { WorkerSettings } from "../../../../common/apps/workerSettings.ts";
import type { ScriptBinding, WorkersPlatform } from "../../../cloud/workersPlatform.ts";
import type { WorkerBundle } from "../../../compiler/protocol.ts";
import { bindWorker } from "./bindWorker.ts";

export interface WantedWorker {
  readonly app: { readonly id: AppId; readonly trusted: boolean };
  /** Null when the app has none. */
  readonly bundle: WorkerBundle | null;
  readonly settings: WorkerSettings;
  /** Those it gets: of `.dev.vars`, and nowhere but on this machine. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly appOfWorker: (name: string) => Promise<AppId | null>;
}

export interface Provisioned {
  readonly isThere: boolean;
  readonly unserved: readonly Unserved[];
}

/** Puts the app's own `/api` worker beside its preview, or takes it away when the app has none. */
export async function provisionApi(
  platform: WorkersPlatform,
  { app, bundle, settings, secrets, appOfWorker }: WantedWorker,
  signal: AbortSignal,
): Promise<Provisioned> {
  const name = apiScriptName(app.id);
  if (bundle === null) {
    if ((await platform.scriptEtag("preview", name, signal)) !== null) {
      await platform.deleteScript("preview", name, signal);
    }
    return { isThere: false, unserved: [] };
  }
  const { exports } = bundle;
  const bound = await bindWorker({ platform, app, settings, exports, appOfWorker, signal });
  const bindings = bound.flatMap((one) => ("binding" in one ? [one.binding] : []));
  await platform.uploadScript(
    {
      stage: "preview",
      name,
      mainModule: bundle.mainModule,
      modules: bundle.modules,
      bindings: byName([ENVIRONMENT, ...bindings, ...secretBindings(secrets)]),
      tags: [`app-${app.id}`, "preview", "api"],
      compatibilityDate: settings.compatibilityDate ?? bundle.compatibilityDate,
      compatibilityFlags: settings.compatibilityFlags,
    },
    signal,
  );
  const unserved = bound.flatMap((one) => ("unserved" in one ? [one.unserved] : []));
  return { isThere: true, unserved };
}

const ENVIRONMENT: ScriptBinding = { type: "plain_text", name: "ENVIRONMENT", text: "preview" };

function secretBindings(secrets: Readonly<Record<string, string>>): ScriptBinding[] {
  return Object.entries(secrets).map(([name, text]) => ({ type: "secret_text", name, text }));
}

/** Of two of one name the later counts: a secret stands above a variable, as in `wrangler dev`. */
function byName(bindings: readonly ScriptBinding[]): ScriptBinding[] {
  return [...new Map(bindings.map((binding) => [binding.name, binding])).values()];
}
