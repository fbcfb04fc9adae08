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
    };

/** Everything a loader needs to start one version of a script. */
export interface ScriptCode {
  readonly mainModule: string;
  readonly modules: Readonly<Record<string, ModuleBody>>;
  readonly vars: Readonly<Record<string, unknown>>;
  readonly resources: readonly ResourceBinding[];
  readonly compatibilityDate: string;
  readonly compatibilityFlags: readonly string[];
}

/** One event of a script, as a log viewer gets it. */
export interface TailEvent {
  readonly namespace: string;
  readonly script: string;
  readonly at: number;
  readonly outcome: string;
  readonly logs: readonly {
    readonly level: string;
    readonly at: number;
    readonly message: readonly unknown[];
  }[];
  readonly exceptions: readonly {
    readonly name: string;
    readonly message: string;
    readonly stack: string | null;
    readonly at: number;
  }[];
  /** Method and URL when the event was a request. */
  readonly request: { readonly method: string; readonly url: string } | null;
}

/** Headers between gateway and runner; stripped from whatever comes from outside. */
export const EDGE_HEADERS = {
  token: "x-edge-token",
  script: "x-edge-script",
  version: "x-edge-version",
  service: "x-edge-service",
  /** On an answer: the script threw; the body is its message. */
  failure: "x-edge-failure",
} as const;

/** Requests carry these only between our own parts. */
export const INTERNAL_HEADER = /^(x-edge-|x-studio-|cf-)/;
