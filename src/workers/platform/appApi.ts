import { WorkerEntrypoint } from "cloudflare:workers";
import { withoutInternalHeaders } from "./internalHeaders.ts";
import { keepCookiesInFrames } from "./partitionedCookies.ts";
import type { AppProps, PlatformEnv } from "./platformEnv.ts";

/**
 * Carries a preview's `/api` requests to the app's own worker. A worker that is missing or cannot
 * run is answered as JSON, because the caller is the app's own `fetch`, not a person.
 */
export class AppApi extends WorkerEntrypoint<PlatformEnv, AppProps> {
  override async fetch(request: Request): Promise<Response> {
    const headers = withoutInternalHeaders(request);
    try {
      const worker = this.env.PREVIEW.get(`${this.ctx.props.app}-api`);
      const response = await worker.fetch(new Request(request, { headers }));
      return keepCookiesInFrames(await explainStopped(response));
    } catch (error) {
      return explainFailure(error);
    }
  }
}

/** The platform's own page about a script over its limits starts with this; an app's does not. */
const STOPPED = /^error code: 1(?:101|102|027)/;

async function explainStopped(response: Response): Promise<Response> {
  if (response.status !== 503) return response;
  const text = await response.clone().text();
  return STOPPED.test(text) ? apiProblem(503, "api-stopped", STOPPED_MESSAGE) : response;
}

const STOPPED_MESSAGE =
  "The app's worker used too much time or memory and was stopped. It is tried again in a while.";

function explainFailure(error: unknown): Response {
  const reason = error instanceof Error ? error.message : String(error);
  if (/worker not found/i.test(reason)) {
    return apiProblem(404, "no-api-worker", "This app has no worker that answers /api.");
  }
  // What a dispatch namespace throws for a script over its limits.
  if (reason.startsWith("Worker exceeded")) return apiProblem(503, "api-stopped", STOPPED_MESSAGE);
  return apiProblem(503, "api-failed", `The app's worker could not answer: ${reason}`);
}

function apiProblem(status: number, code: string, message: string): Response {
  return Response.json(
    { error: { code, message } },
    { status, headers: { "cache-control": "no-store" } },
  );
}
