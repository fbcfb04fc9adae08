import type { Stage } from "../../common/apps/names.ts";

/** One binding of a script, in the words of Cloudflare's API. */
export type ScriptBinding =
  | { readonly type: "plain_text"; readonly name: string; readonly text: string }
  | { readonly type: "secret_text"; readonly name: string; readonly text: string }
  | { readonly type: "kv_namespace"; readonly name: string; readonly namespace_id: string }
  | { readonly type: "r2_bucket"; readonly name: string; readonly bucket_name: string }
  | { readonly type: "json"; readonly name: string; readonly json: unknown }
  | { readonly type: "d1"; readonly name: string; readonly database_id: string }
  | {
      readonly type: "durable_object_namespace";
      readonly name: string;
      readonly class_name: string;
    }
  | {
      readonly type: "service";
      readonly name: string;
      readonly service: string;
      readonly entrypoint: string;
      /** Reaches the service as `ctx.props`: scopes it to one app. */
      readonly props?: Readonly<Record<string, string>>;
    };

export interface ScriptUpload {
  readonly stage: Stage;
  readonly name: string;
  readonly mainModule: string;
  readonly modules: Readonly<Record<string, string>>;
  readonly bindings: readonly ScriptBinding[];
  /** At most 8, each `word` or `word-word`: a colon cannot be filtered by. */
  readonly tags: readonly string[];
  readonly compatibilityDate: string;
  readonly compatibilityFlags?: readonly string[];
}

/**
 * Workers for Platforms as Studio uses it: the local edge and a Cloudflare account are the same
 * class with another address. Every call rejects with a ProblemError: `offline` when the account
 * cannot be reached, `account-refused` with the account's own sentence when it says no.
 */
export interface WorkersPlatform {
  /** `local`, or the linked account's id. */
  readonly id: string;
  readonly kind: "local" | "cloudflare";

  /** Makes the dispatch and KV namespaces of the stage when they are missing. */
  prepare(stage: Stage, signal?: AbortSignal): Promise<void>;

  uploadScript(upload: ScriptUpload, signal?: AbortSignal): Promise<{ readonly etag: string }>;

  /** The script's etag, or null when it is not there. */
  scriptEtag(stage: Stage, name: string, signal?: AbortSignal): Promise<string | null>;

  deleteScript(stage: Stage, name: string, signal?: AbortSignal): Promise<void>;

  /** Writes many small values in as few calls as the API allows. */
  putValues(
    stage: Stage,
    values: readonly { readonly key: string; readonly value: Uint8Array | string }[],
    signal?: AbortSignal,
  ): Promise<void>;

  /** The id of the KV namespace of that title, made when it is missing. */
  kvNamespace(title: string, signal?: AbortSignal): Promise<string>;

  /** Makes the R2 bucket when it is missing. */
  r2Bucket(name: string, signal?: AbortSignal): Promise<void>;

  /** The id of the D1 database of that name, made when it is missing. */
  d1Database(name: string, signal?: AbortSignal): Promise<string>;

  /** Runs SQL, one statement or several. Resolves with the rows of each. */
  queryD1(
    id: string,
    sql: string,
    params: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly (readonly unknown[])[]>;

  /** `http://preview-jwbqqn.localhost:8787` — without a slash at the end. */
  appOrigin(stage: Stage, script: string): string;

  /** Where to connect for that origin: a `*.localhost` name is not resolved by Node. */
  connectAddress(
    stage: Stage,
    script: string,
  ): { readonly host: string; readonly port: number; readonly tls: boolean };
}
