import { parseAppHost, type Stage } from "../../common/apps/names.ts";
import { withoutSharedCookies } from "./cookies.ts";
import { appFailed, appPaused, unknownApp } from "./pages.ts";
import { withoutInternalHeaders } from "./requestHeaders.ts";

export interface DispatchEnv {
  readonly PREVIEW: DispatchNamespace;
  readonly STAGING: DispatchNamespace;
  readonly PRODUCTION: DispatchNamespace;
  /** A person's own domain that apps are served on, on an account of theirs. */
  readonly APP_DOMAIN?: string;
}

const BINDING_OF: Readonly<Record<Stage, "PREVIEW" | "STAGING" | "PRODUCTION">> = {
  preview: "PREVIEW",
  staging: "STAGING",
  production: "PRODUCTION",
};

/** Per request, on a real account; the local edge keeps loops and memory in check by itself. */
const LIMITS = { cpuMs: 30_000, subRequests: 1_000 };

/**
 * Routes an app's host to the app's own script: `preview-jwbqqn.…` to `jwbqqn` of the preview
 * namespace, and so on. The same code runs on the local edge and on an account.
 */
export default {
  async fetch(request, env) {
    // A Host header may hold what no URL can.
    const host = parseAppHost(URL.parse(request.url)?.hostname ?? "", env.APP_DOMAIN);
    if (host === undefined) return unknownApp(request);
    return dispatch(request, env, host);
  },
} satisfies ExportedHandler<DispatchEnv>;

async function dispatch(
  request: Request,
  env: DispatchEnv,
  { stage, script }: { readonly stage: Stage; readonly script: string },
): Promise<Response> {
  try {
    const options = { limits: LIMITS, outbound: { stage, script } };
    const worker = env[BINDING_OF[stage]].get(script, {}, options);
    return withoutSharedCookies(await worker.fetch(withoutInternalHeaders(request)));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (message.startsWith("Worker not found")) return unknownApp(request);
    if (message.startsWith("Worker exceeded")) return appPaused(request, stage, message);
    return appFailed(request, stage, message);
  }
}
