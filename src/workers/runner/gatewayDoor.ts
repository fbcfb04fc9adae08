import type { SqlResult, SqlStatement } from "../../common/apps/edgeWire.ts";
import type { ServiceProps } from "./loaderHost.ts";

/**
 * What scripts reach outside their isolate goes through here, over RPC, from both processes. The
 * socket is on loopback where any local program could call it: hence the token in every call.
 */
export interface GatewayDoor {
  fetch(request: Request): Promise<Response>;
  kv(token: string, id: string, call: KvCall): Promise<unknown>;
  r2(token: string, bucket: string, call: R2Call): Promise<unknown>;
  d1(token: string, id: string, statements: readonly SqlStatement[]): Promise<SqlResult[]>;
  service(token: string, target: ServiceProps, call: ServiceCall): Promise<unknown>;
}

export type KvCall =
  | { readonly method: "get" | "getWithMetadata"; readonly key: unknown; readonly options: unknown }
  | {
      readonly method: "put";
      readonly key: string;
      readonly value: unknown;
      readonly options: unknown;
    }
  | { readonly method: "delete"; readonly key: string }
  | { readonly method: "list"; readonly options: unknown };

export type R2Call =
  | { readonly method: "head"; readonly key: string }
  | { readonly method: "get"; readonly key: string; readonly options: R2GetOptions | undefined }
  | {
      readonly method: "put";
      readonly key: string;
      readonly value: ArrayBuffer | ArrayBufferView | string | null;
      readonly options: R2PutOptions | undefined;
    }
  | { readonly method: "delete"; readonly keys: string | string[] }
  | { readonly method: "list"; readonly options: R2ListOptions | undefined };

export interface ServiceCall {
  readonly method: string;
  readonly args: readonly unknown[];
}
