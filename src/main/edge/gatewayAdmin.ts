import { Agent, request } from "node:http";
import { buffer, text } from "node:stream/consumers";
import { z } from "zod";
import {
  EDGE_HEADERS,
  type SqlResult,
  type SqlStatement,
  type VersionChanges,
} from "../../common/apps/edgeWire.ts";

const Keys = z.object({
  keys: z.array(
    z.object({
      name: z.string(),
      expiration: z.number().optional(),
      metadata: z.unknown().optional(),
    }),
  ),
  cursor: z.string().nullable(),
});

const Status = z.object({
  loaded: z.number(),
  lost: z.array(z.object({ key: z.string(), sentAt: z.number() })),
});

const Collected = z.object({ deleted: z.number() });

export interface KvPair {
  readonly key: string;
  readonly value: string;
  readonly base64?: boolean | undefined;
  readonly metadata?: unknown;
  readonly expiration?: number | undefined;
  readonly expiration_ttl?: number | undefined;
}

export interface KvPutOptions {
  readonly metadata?: unknown;
  readonly expiration?: number | undefined;
  readonly expirationTtl?: number | undefined;
}

/** A value that the gateway did not take, in its own words: `KV PUT failed: 414 …`. */
export class GatewayRefusal extends Error {}

/** The control socket of the gateway, whose door asks for the edge's inner token. */
export class GatewayAdmin implements Disposable {
  readonly #port: number;
  readonly #token: string;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(port: number, token: string) {
    this.#port = port;
    this.#token = token;
  }

  async changeVersions(changes: VersionChanges): Promise<void> {
    await this.#call("/versions", JSON.stringify(changes));
  }

  /** Who may embed previews from now on. */
  async changeOrigins(origins: readonly string[]): Promise<void> {
    await this.#call("/origins", JSON.stringify(origins));
  }

  /** How many scripts are loaded, and the requests that were cut off since the last call. */
  async status(): Promise<z.infer<typeof Status>> {
    return Status.parse(JSON.parse((await this.#call("/status")).body.toString()));
  }

  async kvPut(id: string, pairs: readonly KvPair[]): Promise<void> {
    await this.#call(kvPath(id, "put"), JSON.stringify(pairs));
  }

  async kvPutValue(
    id: string,
    { key, value, options }: { key: string; value: Buffer; options: KvPutOptions },
  ): Promise<void> {
    await this.#call(kvPath(id, "put-value", { key, options: JSON.stringify(options) }), value);
  }

  async kvDelete(id: string, keys: readonly string[]): Promise<void> {
    await this.#call(kvPath(id, "delete"), JSON.stringify(keys));
  }

  async kvGet(
    id: string,
    key: string,
  ): Promise<{ readonly value: Buffer; readonly metadata: unknown } | undefined> {
    const { status, body, metadata } = await this.#call(kvPath(id, "get", { key }));
    return status === 404 ? undefined : { value: body, metadata };
  }

  async kvList(
    id: string,
    { prefix = "", after, limit }: { prefix?: string; after?: string | undefined; limit: number },
  ): Promise<z.infer<typeof Keys>> {
    const query = { prefix, limit: String(limit), ...(after === undefined ? {} : { after }) };
    return Keys.parse(JSON.parse((await this.#call(kvPath(id, "list", query))).body.toString()));
  }

  async isBucketEmpty(bucket: string): Promise<boolean> {
    const query = new URLSearchParams({ bucket }).toString();
    return (await this.#call(`/r2-empty?${query}`)).status === 204;
  }

  /** Runs all of them or none. Rejects with a {@link GatewayRefusal} in SQLite's own words. */
  async sql(id: string, statements: readonly SqlStatement[]): Promise<SqlResult[]> {
    const query = new URLSearchParams({ id, do: "run" }).toString();
    const { body } = await this.#call(`/d1?${query}`, JSON.stringify(statements));
    return JSON.parse(body.toString()) as SqlResult[];
  }

  async sqlClear(id: string): Promise<void> {
    await this.#call(`/d1?${new URLSearchParams({ id, do: "clear" }).toString()}`);
  }

  /** Deletes preview bodies that no room of these apps names. Returns how many. */
  async collectBlobs(apps: readonly string[], before: number): Promise<number> {
    const { body } = await this.#call("/collect", JSON.stringify({ apps, before }));
    return Collected.parse(JSON.parse(body.toString())).deleted;
  }

  /** Deletes every object in it. */
  async clearBucket(bucket: string): Promise<void> {
    await this.#call(`/r2-clear?${new URLSearchParams({ bucket }).toString()}`);
  }

  /** @param name as it was registered: `namespace/script|class|name` */
  async destroyObject(name: string): Promise<void> {
    await this.#call(`/destroy-object?${new URLSearchParams({ name }).toString()}`);
  }

  async kvClear(id: string): Promise<void> {
    await this.#call(kvPath(id, "clear"));
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }

  #call(
    path: string,
    body?: string | Buffer,
  ): Promise<{ status: number; body: Buffer; metadata: unknown }> {
    return new Promise((resolve, reject) => {
      const call = request(
        {
          host: "127.0.0.1",
          port: this.#port,
          path,
          method: body === undefined ? "GET" : "POST",
          agent: this.#agent,
          headers: { [EDGE_HEADERS.token]: this.#token },
        },
        (response) => {
          const status = response.statusCode ?? 0;
          if (status >= 400 && status !== 404) {
            void text(response).then((words) => reject(new GatewayRefusal(words)), reject);
            return;
          }
          const header = String(response.headers["x-edge-metadata"] ?? "");
          const metadata: unknown = header === "" ? null : JSON.parse(decodeURIComponent(header));
          void buffer(response).then((bytes) => resolve({ status, body: bytes, metadata }), reject);
        },
      );
      call.on("error", reject);
      call.end(body);
    });
  }
}

function kvPath(id: string, action: string, query: Readonly<Record<string, string>> = {}): string {
  return `/kv?${new URLSearchParams({ id, do: action, ...query }).toString()}`;
}
