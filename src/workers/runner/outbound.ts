import { WorkerEntrypoint } from "cloudflare:workers";
import type { DeniedRequest } from "../../common/apps/edgeWire.ts";
import { isPrivateHost } from "./privateHost.ts";
import type { LoaderEnv } from "./loaderHost.ts";
import { loadedVersion } from "./scriptLoader.ts";

/**
 * Every request that uploaded code makes passes here, each hop of a redirect anew. The machine
 * itself and its private networks are refused unless the script was allowed that very host.
 */
export class Outbound extends WorkerEntrypoint<LoaderEnv, { readonly key: string }> {
  override async fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const allowed = loadedVersion(this.ctx.props.key)?.allow ?? [];
    if (allowed.includes(url.host) || allowed.includes(url.hostname)) {
      return this.env.ANY_NET.fetch(request);
    }
    if (isPrivateHost(url.hostname)) {
      this.ctx.waitUntil(this.#tell(url.host));
      return refused(url.host);
    }
    return this.env.PUBLIC_NET.fetch(request);
  }

  /** The person may want to allow it. */
  async #tell(host: string): Promise<void> {
    const denied: DeniedRequest = { key: this.ctx.props.key, host };
    const body = JSON.stringify(denied);
    await this.env.REGISTRY.fetch("http://registry/denied", { method: "POST", body });
  }
}

function refused(host: string): Response {
  return new Response(
    `Requests to ${host} are blocked: code of an app may not reach this computer or its private networks.\n`,
    { status: 403, headers: { "content-type": "text/plain; charset=utf-8" } },
  );
}
