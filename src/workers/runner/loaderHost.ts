import type { FacetHost } from "./facetHost.ts";
import type { GatewayDoor } from "./gatewayDoor.ts";

/** What both workerd processes have that run uploaded scripts. */
export interface LoaderEnv {
  readonly LOADER: WorkerLoader;
  /** Answers with code and current versions; see {@link fetchCode}. */
  readonly REGISTRY: Fetcher;
  /** The gateway's storage and services, over RPC. */
  readonly GATE: GatewayDoor;
  /** Shared by our own processes; asked for on every loopback socket. */
  readonly EDGE_TOKEN: string;
  /** Begins the lines that say which script was entered last. */
  readonly MARK: string;
  /** Reaches addresses of the Internet only, whatever a name resolves to. */
  readonly PUBLIC_NET: Fetcher;
  /** Reaches every address: for hosts that the script was allowed. */
  readonly ANY_NET: Fetcher;
  /** How many scripts stay loaded. */
  readonly MAX_LOADED: string;
}

type Stub<Props, Methods = unknown> = (options: { props: Props }) => Fetcher & Methods;

/** Entrypoints of this very worker, as stubs that a dynamic worker can be given. */
export interface LoaderExports {
  readonly KvBinding: Stub<{ readonly id: string }>;
  readonly R2Binding: Stub<{ readonly bucket: string }>;
  readonly D1Binding: Stub<{ readonly id: string }>;
  readonly ScriptBinding: Stub<ScriptProps>;
  readonly ObjectBinding: Stub<{ readonly key: string; readonly className: string }>;
  readonly ServiceBinding: Stub<ServiceProps>;
  readonly Outbound: Stub<{ readonly key: string }>;
  readonly TailCollector: Stub<{ readonly key: string }>;
  readonly FacetHost: DurableObjectNamespace<FacetHost>;
}

export interface ServiceProps {
  readonly entrypoint: string;
  readonly props: Readonly<Record<string, string>>;
}

export interface ScriptProps {
  /** `namespace/script` of the script that is called. */
  readonly key: string;
  readonly entrypoint: string;
  readonly props: Readonly<Record<string, string>>;
}

export interface LoaderHost {
  readonly env: LoaderEnv;
  readonly exports: LoaderExports;
  /** Keeps the work going after the request that began it was answered. */
  readonly waitUntil: (work: Promise<unknown>) => void;
}

interface Context {
  readonly exports: unknown;
  waitUntil(work: Promise<unknown>): void;
}

/** The two programs have different exports, so their shared parts name what they rely on. */
export function loaderHost(ctx: Context, env: LoaderEnv): LoaderHost {
  const waitUntil = (work: Promise<unknown>) => ctx.waitUntil(work);
  return { env, exports: ctx.exports as LoaderExports, waitUntil };
}
