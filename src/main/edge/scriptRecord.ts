/** Bindings as a script's metadata names them, with secrets in the clear while in memory. */
export type Binding =
  | { readonly type: "plain_text"; readonly name: string; readonly text: string }
  | { readonly type: "secret_text"; readonly name: string; readonly text: string }
  | { readonly type: "json"; readonly name: string; readonly json: unknown }
  | { readonly type: "kv_namespace"; readonly name: string; readonly namespace_id: string }
  | { readonly type: "r2_bucket"; readonly name: string; readonly bucket_name: string }
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
      readonly entrypoint?: string | undefined;
      readonly props?: Readonly<Record<string, string>> | undefined;
    };

export type ModuleType = "esm" | "cjs" | "text" | "json" | "wasm" | "data";

export interface ScriptModule {
  readonly name: string;
  readonly type: ModuleType;
  readonly body: Uint8Array;
}

/** Everything about a script except the bodies of its modules. */
export interface ScriptRecord {
  readonly namespace: string;
  readonly name: string;
  /** Changes with whatever a running isolate would have to be replaced for. */
  readonly etag: string;
  readonly createdOn: string;
  readonly modifiedOn: string;
  readonly mainModule: string;
  readonly compatibilityDate: string;
  readonly compatibilityFlags: readonly string[];
  readonly bindings: readonly Binding[];
  readonly tags: readonly string[];
  readonly trusted: boolean;
  readonly allow: readonly string[];
}

/** What an upload or a change of settings says about a script. */
export type ScriptDraft = Omit<
  ScriptRecord,
  "etag" | "createdOn" | "modifiedOn" | "trusted" | "allow"
>;

/** `namespace/script`: how all parts of the edge name a script. */
export function scriptKey({ namespace, name }: Pick<ScriptRecord, "namespace" | "name">): string {
  return `${namespace}/${name}`;
}
