import { DurableObject } from "cloudflare:workers";
import { loaderHost, type LoaderEnv } from "./loaderHost.ts";
import { currentVersion, leaseScript, loadedVersion, noteObject } from "./scriptLoader.ts";

const FACET = "object";

type Facet = Rpc.DurableObjectBranded & {
  edgeAlarm(info: { retryCount: number; isRetry: boolean }): Promise<void>;
};

/**
 * The edge's own Durable Object around one of a script: its class comes from the script's dynamic
 * worker and runs as a facet, with its own storage. Named `namespace/script|class|name`.
 */
export class FacetHost extends DurableObject<LoaderEnv> {
  override async fetch(request: Request): Promise<Response> {
    return (await this.#facet()).fetch(request);
  }

  async call(method: string, args: unknown[]): Promise<unknown> {
    const facet = (await this.#facet()) as unknown as Record<
      string,
      (...args: unknown[]) => Promise<unknown>
    >;
    return facet[method]?.(...args);
  }

  setHostAlarm(time: number): Promise<void> {
    return this.ctx.storage.setAlarm(time);
  }

  getHostAlarm(): Promise<number | null> {
    return this.ctx.storage.getAlarm();
  }

  deleteHostAlarm(): Promise<void> {
    return this.ctx.storage.deleteAlarm();
  }

  override async alarm(info?: AlarmInvocationInfo): Promise<void> {
    const { retryCount = 0, isRetry = false } = info ?? {};
    await (await this.#facet()).edgeAlarm({ retryCount, isRetry });
  }

  /** As on an account: an update of the code restarts the object and closes its sockets. */
  codeChanged(): void {
    if (this.ctx.storage.kv.get("etag") === undefined) return;
    this.ctx.storage.kv.delete("etag");
    this.ctx.facets.abort(FACET, new Error("Durable Object reset because its code was updated."));
  }

  /** Its app is gone for good. */
  async destroy(): Promise<void> {
    this.ctx.facets.delete(FACET);
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
    this.ctx.abort("The app was removed");
  }

  async #facet(): Promise<Fetcher<Facet>> {
    const { key, className } = this.#identity();
    const host = loaderHost(this.ctx, this.env);
    const version = loadedVersion(key) ?? (await currentVersion(host, key));
    const startedWith = this.ctx.storage.kv.get<string>("etag");
    if (startedWith !== undefined && startedWith !== version.etag) this.codeChanged();
    if (startedWith === undefined) await this.#register();
    return this.ctx.facets.get<Facet>(FACET, () => {
      using lease = leaseScript(host, key, version);
      noteObject(key, this.#identity().name);
      this.ctx.storage.kv.put("etag", version.etag);
      return { class: lease.stub.getDurableObjectClass<Facet>(className), id: this.ctx.id };
    });
  }

  /** The runtime lists no objects: who deletes an app's data has to know their names. */
  async #register(): Promise<void> {
    if (this.ctx.storage.kv.get("registered") === true) return;
    const { name } = this.#identity();
    await this.env.REGISTRY.fetch("http://registry/object", { method: "POST", body: name });
    this.ctx.storage.kv.put("registered", true);
  }

  #identity(): { name: string; key: string; className: string } {
    const name = this.ctx.id.name ?? "";
    const [key = "", className = ""] = name.split("|", 2);
    return { name, key, className };
  }
}
