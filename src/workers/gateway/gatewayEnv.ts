import type { LoaderEnv, LoaderExports } from "../runner/loaderHost.ts";
import type { PreviewRoom } from "../platform/index.ts";
import type { KvStore } from "./kvStore.ts";
import type { SqlStore } from "./sqlStore.ts";

/** The dispatch worker's bindings and the names of the namespaces they stand for. */
export type NamespaceNames = Readonly<Record<"PREVIEW" | "STAGING" | "PRODUCTION", string>>;

export interface GatewayEnv extends LoaderEnv {
  /** The other workerd process, which runs uploaded code. */
  readonly RUNNER: Fetcher;
  /** Objects of all buckets, each key below its bucket's name. */
  readonly R2: R2Bucket;
  /** {@link NamespaceNames} as JSON. */
  readonly NAMESPACES: string;
  /** KV namespace id of the preview files, which the platform worker is bound to. */
  readonly FILES_ID: string;
  readonly ROOM_SECRET: string;
  readonly STUDIO_ORIGINS: string;
}

interface GatewayExports extends LoaderExports {
  readonly KvStore: DurableObjectNamespace<KvStore>;
  readonly SqlStore: DurableObjectNamespace<SqlStore>;
  readonly PreviewRoom: DurableObjectNamespace<PreviewRoom>;
  readonly PreviewStore: (options: { props: unknown }) => Fetcher;
  readonly AppApi: (options: { props: unknown }) => Fetcher;
}

export function gatewayExports(ctx: { readonly exports: unknown }): GatewayExports {
  return ctx.exports as GatewayExports;
}
