import { WorkerEntrypoint } from "cloudflare:workers";
import { EDGE_HEADERS, type ScriptVersion, type SqlStatement } from "../../common/apps/edgeWire.ts";
import {
  loaderHost,
  type LoaderEnv,
  type LoaderHost,
  type ScriptProps,
  type ServiceProps,
} from "./loaderHost.ts";
import { currentVersion, leaseScript } from "./scriptLoader.ts";

/** `KVNamespace` for a script, over RPC. */
export class KvBinding extends WorkerEntrypoint<LoaderEnv, { readonly id: string }> {
  get(key: unknown, options?: unknown) {
    return this.#call({ method: "get", key, options });
  }

  getWithMetadata(key: unknown, options?: unknown) {
    return this.#call({ method: "getWithMetadata", key, options });
  }

  put(key: string, value: unknown, options?: unknown) {
    return this.#call({ method: "put", key, value, options });
  }

  delete(key: string) {
    return this.#call({ method: "delete", key });
  }

  list(options?: unknown) {
    return this.#call({ method: "list", options });
  }

  #call(call: Parameters<LoaderEnv["GATE"]["kv"]>[2]) {
    return this.env.GATE.kv(this.env.EDGE_TOKEN, this.ctx.props.id, call);
  }
}

/** `R2Bucket` for a script, over RPC; the script's runtime completes it. */
export class R2Binding extends WorkerEntrypoint<LoaderEnv, { readonly bucket: string }> {
  head(key: string) {
    return this.#call({ method: "head", key });
  }

  get(key: string, options?: R2GetOptions) {
    return this.#call({ method: "get", key, options });
  }

  put(key: string, value: ArrayBuffer | string | null, options?: R2PutOptions) {
    return this.#call({ method: "put", key, value, options });
  }

  delete(keys: string | string[]) {
    return this.#call({ method: "delete", keys });
  }

  list(options?: R2ListOptions) {
    return this.#call({ method: "list", options });
  }

  #call(call: Parameters<LoaderEnv["GATE"]["r2"]>[2]) {
    return this.env.GATE.r2(this.env.EDGE_TOKEN, this.ctx.props.bucket, call);
  }
}

/** The half of `D1Database` that crosses; the script's runtime completes it. */
export class D1Binding extends WorkerEntrypoint<LoaderEnv, { readonly id: string }> {
  run(statements: readonly SqlStatement[]) {
    return this.env.GATE.d1(this.env.EDGE_TOKEN, this.ctx.props.id, statements);
  }
}

/** Another script of the same namespace. */
export class ScriptBinding extends WorkerEntrypoint<LoaderEnv, ScriptProps> {
  override async fetch(request: Request): Promise<Response> {
    using target = await this.#target();
    return await target.entrypoint.fetch(request);
  }

  async call(method: string, args: unknown[]) {
    using target = await this.#target();
    const methods = target.entrypoint as unknown as Record<
      string,
      (...args: unknown[]) => Promise<unknown>
    >;
    return await methods[method]?.(...args);
  }

  async #target() {
    const { key, entrypoint, props } = this.ctx.props;
    const host = loaderHost(this.ctx, this.env);
    const lease = leaseScript(host, key, await boundVersion(host, key));
    const name = entrypoint === "default" ? undefined : entrypoint;
    return {
      entrypoint: lease.stub.getEntrypoint(name, { props }),
      [Symbol.dispose]: () => lease[Symbol.dispose](),
    };
  }
}

/** Said as the caller's own fault: "not found" would read as if its address led nowhere. */
async function boundVersion(host: LoaderHost, key: string): Promise<ScriptVersion> {
  try {
    return await currentVersion(host, key);
  } catch (error) {
    const name = key.slice(key.indexOf("/") + 1);
    throw new Error(`A service binding leads to ${name}, which is not there.`, { cause: error });
  }
}

/** A platform entrypoint for a script, with the props it was bound with. */
export class ServiceBinding extends WorkerEntrypoint<LoaderEnv, ServiceProps> {
  override fetch(request: Request): Promise<Response> {
    const copy = new Request(request);
    const { entrypoint, props } = this.ctx.props;
    copy.headers.set(EDGE_HEADERS.token, this.env.EDGE_TOKEN);
    copy.headers.set(
      EDGE_HEADERS.service,
      encodeURIComponent(JSON.stringify({ entrypoint, props })),
    );
    return this.env.GATE.fetch(copy);
  }

  call(method: string, args: unknown[]) {
    const { entrypoint, props } = this.ctx.props;
    return this.env.GATE.service(this.env.EDGE_TOKEN, { entrypoint, props }, { method, args });
  }
}

/** `DurableObjectNamespace` for a script; also the alarms of its objects. */
export class ObjectBinding extends WorkerEntrypoint<
  LoaderEnv,
  { readonly key: string; readonly className: string }
> {
  override fetch(request: Request): Promise<Response> {
    const name = decodeURIComponent(request.headers.get("x-edge-object") ?? "");
    const copy = new Request(request);
    copy.headers.delete("x-edge-object");
    return this.#object(name).fetch(copy);
  }

  call(name: string, method: string, args: unknown[]) {
    return this.#object(name).call(method, args);
  }

  setAlarm(object: string, time: number) {
    return this.#own(object).setHostAlarm(time);
  }

  getAlarm(object: string) {
    return this.#own(object).getHostAlarm();
  }

  deleteAlarm(object: string) {
    return this.#own(object).deleteHostAlarm();
  }

  #object(name: string) {
    const { key, className } = this.ctx.props;
    return this.#hosts().getByName(`${key}|${className}|${name}`);
  }

  /** A script holds this stub: it may touch its own objects only. */
  #own(object: string) {
    if (!object.startsWith(`${this.ctx.props.key}|`))
      throw new Error("Not an object of this script");
    return this.#hosts().getByName(object);
  }

  #hosts() {
    return loaderHost(this.ctx, this.env).exports.FacetHost;
  }
}
