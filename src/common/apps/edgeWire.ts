/**
 * What the local edge's control process tells its two workerd processes. Both sides are ours and
 * of one build; the wire is loopback with a token of its own.
 */

/** Enough to route to a script: not its code. */
export interface ScriptVersion {
  readonly etag: string;
  /** Its modules are byte-identical to a script that ships with Studio: it may run in the gateway. */
  readonly trusted: boolean;
  /** `host` or `host:port` it may reach although the address is private. */
  readonly allow: readonly string[];
  /** Somebody listens to its logs. */
  readonly tail: boolean;
  /** Put aside for looping or running out of memory. */
  readonly quarantine: { readonly until: number; readonly reason: string } | null;
}

/** Script key (`namespace/script`) → version; null removes it. */
export type VersionChanges = Readonly<Record<string, ScriptVersion | null>>;

export type ModuleBody =
  | { readonly type: "esm" | "cjs" | "text" | "json"; readonly text: string }
  | { readonly type: "wasm" | "data"; readonly base64: string };

/** A binding that a loader builds; plain values are in `vars`. */
export type ResourceBinding =
  | { readonly type: "kv_namespace"; readonly name: string; readonly id: string }
  | { readonly type: "r2_bucket"; readonly name: string; readonly bucket: string }
  | { readonly type: "d1"; readonly name: string; readonly id: string }
  | {
      readonly type: "durable_object_namespace";
      readonly name: string;
      readonly className: string;
    }
  | {
      readonly type: "service";
      readonly name: string;
      readonly entrypoint: string;
      readonly props: Readonly<Record<string, string>>;
      /** Key of the script that serves it; null for the platform's own worker. */
      readonly script: string | null;
    };

export type SqlValue = string | number | null | ArrayBuffer;

export interface SqlStatement {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** What one statement gave, with D1's own names of its facts. */
export interface SqlResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
  readonly meta: {
    /** Milliseconds. */
    readonly duration: number;
    readonly rows_read: number;
    readonly rows_written: number;
    readonly last_row_id: number;
    readonly changes: number;
    readonly changed_db: boolean;
    readonly size_after: number;
  };
}

/** Everything a loader needs to start one version of a script. */
export interface ScriptCode {
  readonly mainModule: string;
  readonly modules: Readonly<Record<string, ModuleBody>>;
  readonly vars: Readonly<Record<string, unknown>>;
  readonly resources: readonly ResourceBinding[];
  readonly compatibilityDate: string;
  readonly compatibilityFlags: readonly string[];
}

/** One event of a script as a log viewer gets it: a message of Cloudflare's `trace-v1`. */
export interface TailEvent {
  readonly scriptName: string;
  readonly dispatchNamespace: string;
  readonly outcome: string;
  /** Epoch ms, like all times here. */
  readonly eventTimestamp: number;
  readonly logs: readonly {
    readonly level: string;
    readonly timestamp: number;
    readonly message: readonly unknown[];
  }[];
  readonly exceptions: readonly {
    readonly name: string;
    readonly message: string;
    readonly stack?: string;
    readonly timestamp: number;
  }[];
  /** Null when the event was no request. */
  readonly event: {
    readonly request: { readonly method: string; readonly url: string };
    /** Absent when it was never answered. */
    readonly response?: { readonly status: number };
  } | null;
}

/** A request of a script that was refused because of where it went. */
export interface DeniedRequest {
  /** `namespace/script` */
  readonly key: string;
  /** `host` or `host:port` */
  readonly host: string;
}

/** A request that was cut off when the runner died. */
export interface LostRequest {
  readonly key: string;
  /** Epoch ms at which it was handed over. */
  readonly sentAt: number;
}

/** Headers between gateway and runner; stripped from whatever comes from outside. */
export const EDGE_HEADERS = {
  token: "x-edge-token",
  script: "x-edge-script",
  version: "x-edge-version",
  service: "x-edge-service",
  /** Names an object whose data is to be deleted. */
  object: "x-edge-destroy",
  /** On an answer: the script threw; the body is its message. */
  failure: "x-edge-failure",
} as const;
