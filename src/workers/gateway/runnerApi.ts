import { WorkerEntrypoint } from "cloudflare:workers";
import { EDGE_HEADERS, type SqlResult, type SqlStatement } from "../../common/apps/edgeWire.ts";
import type { GatewayDoor, KvCall, R2Call, ServiceCall } from "../runner/gatewayDoor.ts";
import type { ServiceProps } from "../runner/loaderHost.ts";
import { isSame } from "../runner/token.ts";
import { gatewayExports, type GatewayEnv } from "./gatewayEnv.ts";
import { LocalKvNamespace } from "./kvNamespace.ts";
import { callBucket } from "./r2Bucket.ts";

/** Entrypoints of the platform worker that a script may be bound to. */
const SERVICES = ["PreviewStore", "AppApi"] as const;

/** The only way from uploaded code to storage and to the platform. See {@link GatewayDoor}. */
export class RunnerApi extends WorkerEntrypoint<GatewayEnv> implements GatewayDoor {
  override async fetch(request: Request): Promise<Response> {
    if (!isSame(request.headers.get(EDGE_HEADERS.token), this.env.EDGE_TOKEN)) {
      return new Response("forbidden\n", { status: 403 });
    }
    const target = request.headers.get(EDGE_HEADERS.service);
    if (target === null) return new Response("not found\n", { status: 404 });
    const service = JSON.parse(decodeURIComponent(target)) as ServiceProps;
    if (nameOf(service) === undefined)
      return new Response(unknownService(service), { status: 404 });
    const copy = new Request(request);
    copy.headers.delete(EDGE_HEADERS.token);
    copy.headers.delete(EDGE_HEADERS.service);
    return this.#service(service).fetch(copy);
  }

  kv(token: string, id: string, call: KvCall): Promise<unknown> {
    this.#check(token);
    const namespace = new LocalKvNamespace(gatewayExports(this.ctx).KvStore.getByName(id));
    switch (call.method) {
      case "get":
      case "getWithMetadata":
        return namespace[call.method](call.key as string, call.options as string | undefined);
      case "put":
        return namespace.put(call.key, call.value, call.options as KVNamespacePutOptions);
      case "delete":
        return namespace.delete(call.key);
      case "list":
        return namespace.list(call.options as KVNamespaceListOptions | undefined);
    }
  }

  r2(token: string, bucket: string, call: R2Call): Promise<unknown> {
    this.#check(token);
    return callBucket(this.env.R2, bucket, call);
  }

  d1(token: string, id: string, statements: readonly SqlStatement[]): Promise<SqlResult[]> {
    this.#check(token);
    return gatewayExports(this.ctx).SqlStore.getByName(id).run(statements);
  }

  async service(token: string, target: ServiceProps, call: ServiceCall): Promise<unknown> {
    this.#check(token);
    const service = this.#service(target) as unknown as Record<
      string,
      (...args: readonly unknown[]) => Promise<unknown>
    >;
    return service[call.method]?.(...call.args);
  }

  #service(service: ServiceProps): Fetcher {
    const name = nameOf(service);
    if (name === undefined) throw new Error(unknownService(service));
    return gatewayExports(this.ctx)[name]({ props: service.props });
  }

  #check(token: string): void {
    if (!isSame(token, this.env.EDGE_TOKEN)) throw new Error("forbidden");
  }
}

function nameOf({ entrypoint }: ServiceProps): (typeof SERVICES)[number] | undefined {
  return SERVICES.find((candidate) => candidate === entrypoint);
}

function unknownService({ entrypoint }: ServiceProps): string {
  return `The platform has no entrypoint ${entrypoint}`;
}
