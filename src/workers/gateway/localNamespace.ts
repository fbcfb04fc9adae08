import { runScript } from "../runner/runScript.ts";
import { loaderHost } from "../runner/loaderHost.ts";
import type { GatewayEnv } from "./gatewayEnv.ts";
import { runRemotely } from "./runnerLink.ts";
import { versionOf } from "./versions.ts";

/**
 * A dispatch namespace as an account binds it: `get(name).fetch(request)`, which rejects with
 * "Worker not found." and "Worker exceeded resource limits." like the real one.
 */
export class LocalNamespace {
  readonly #name: string;
  readonly #env: GatewayEnv;
  readonly #ctx: Parameters<typeof loaderHost>[0];

  constructor(name: string, env: GatewayEnv, ctx: Parameters<typeof loaderHost>[0]) {
    this.#name = name;
    this.#env = env;
    this.#ctx = ctx;
  }

  get(script: string): Fetcher {
    const run = (input: RequestInfo, init?: RequestInit) =>
      this.#run(script, new Request(input, init));
    return { fetch: run } as Fetcher;
  }

  async #run(script: string, request: Request): Promise<Response> {
    const key = `${this.#name}/${script}`;
    const version = versionOf(key);
    if (version === undefined) throw new Error("Worker not found.");
    if (version.quarantine !== null && version.quarantine.until > Date.now()) {
      throw new Error(`Worker exceeded resource limits. ${version.quarantine.reason}`);
    }
    const visit = { key, version, request };
    return version.trusted
      ? runScript(loaderHost(this.#ctx, this.#env), visit)
      : runRemotely(this.#env, visit);
  }
}
