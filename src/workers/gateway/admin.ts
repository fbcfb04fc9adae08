import { WorkerEntrypoint } from "cloudflare:workers";
import {
  EDGE_HEADERS,
  type SqlStatement,
  type VersionChanges,
} from "../../common/apps/edgeWire.ts";
import { loadedCount } from "../runner/scriptLoader.ts";
import { isSame } from "../runner/token.ts";
import { collectBlobs, type Collection } from "./collectBlobs.ts";
import { gatewayExports, type GatewayEnv } from "./gatewayEnv.ts";
import { kvEntry, withParsedMetadata } from "./kvNamespace.ts";
import type { KvStore } from "./kvStore.ts";
import { takeLost } from "./runnerLink.ts";
import { changeStudioOrigins } from "./studioOrigins.ts";
import { changeVersions } from "./versions.ts";

interface BulkPair {
  readonly key: string;
  readonly value: string;
  readonly base64?: boolean;
  readonly metadata?: unknown;
  readonly expiration?: number;
  readonly expiration_ttl?: number;
}

/** The control process's socket. */
export class Admin extends WorkerEntrypoint<GatewayEnv> {
  override async fetch(request: Request): Promise<Response> {
    if (!isSame(request.headers.get(EDGE_HEADERS.token), this.env.EDGE_TOKEN)) {
      return new Response("forbidden\n", { status: 403 });
    }
    const { pathname, searchParams } = new URL(request.url);
    try {
      return await this.#answer(request, pathname, searchParams);
    } catch (error) {
      return new Response(error instanceof Error ? error.message : String(error), { status: 400 });
    }
  }

  async #answer(request: Request, pathname: string, query: URLSearchParams): Promise<Response> {
    switch (pathname) {
      case "/versions":
        changeVersions(await request.json<VersionChanges>());
        return new Response(null, { status: 204 });
      case "/origins":
        changeStudioOrigins(await request.json<string[]>());
        return new Response(null, { status: 204 });
      case "/ping":
        return new Response(null, { status: 204 });
      case "/status":
        return Response.json({ loaded: loadedCount(), lost: takeLost() });
      case "/kv":
        return this.#kv(request, query);
      case "/d1":
        return this.#d1(request, query);
      case "/collect": {
        const asked = await request.json<Collection>();
        return Response.json(await collectBlobs(gatewayExports(this.ctx), this.env, asked));
      }
      case "/r2-clear":
        await clearBucket(this.env.R2, `${query.get("bucket")}/`);
        return new Response(null, { status: 204 });
      case "/destroy-object":
        return this.#destroyObject(query.get("name") ?? "");
      case "/r2-empty": {
        const { objects } = await this.env.R2.list({ prefix: `${query.get("bucket")}/`, limit: 1 });
        return new Response(null, { status: objects.length === 0 ? 204 : 200 });
      }
      default:
        return new Response("not found\n", { status: 404 });
    }
  }

  async #d1(request: Request, query: URLSearchParams): Promise<Response> {
    const store = gatewayExports(this.ctx).SqlStore.getByName(query.get("id") ?? "");
    if (query.get("do") === "clear") {
      await store.clear().catch(() => undefined);
      return new Response(null, { status: 204 });
    }
    const results = await store.run(await request.json<SqlStatement[]>());
    // Bytes have no form in JSON: D1's API tells them as numbers.
    const plain = JSON.stringify(results, (_, value: unknown) =>
      value instanceof ArrayBuffer ? [...new Uint8Array(value)] : value,
    );
    return new Response(plain, { headers: { "content-type": "application/json" } });
  }

  /** Objects of uploaded scripts are the runner's. */
  #destroyObject(name: string): Promise<Response> {
    const { EDGE_TOKEN, RUNNER } = this.env;
    return RUNNER.fetch("http://runner/", {
      headers: {
        [EDGE_HEADERS.token]: EDGE_TOKEN,
        [EDGE_HEADERS.object]: encodeURIComponent(name),
      },
    });
  }

  async #kv(request: Request, query: URLSearchParams): Promise<Response> {
    const store = gatewayExports(this.ctx).KvStore.getByName(query.get("id") ?? "");
    switch (query.get("do") ?? "") {
      case "put-value": {
        const options = JSON.parse(query.get("options") ?? "{}") as KVNamespacePutOptions;
        const entry = await kvEntry(query.get("key") ?? "", await request.arrayBuffer(), options);
        await store.putMany([entry]);
        return new Response(null, { status: 204 });
      }
      case "put":
        await store.putMany(await Promise.all((await request.json<BulkPair[]>()).map(entryOf)));
        return new Response(null, { status: 204 });
      case "delete":
        await store.deleteMany(await request.json<string[]>());
        return new Response(null, { status: 204 });
      case "get":
        return valueResponse(await store.get(query.get("key") ?? ""));
      case "list":
        return Response.json(await listKeys(store, query));
      case "clear":
        // The object ends itself with its storage, which its caller sees as an error.
        await store.clear().catch(() => undefined);
        return new Response(null, { status: 204 });
      default:
        return new Response("not found\n", { status: 404 });
    }
  }
}

async function clearBucket(store: R2Bucket, prefix: string): Promise<void> {
  for (;;) {
    const { objects } = await store.list({ prefix, limit: 1000 });
    if (objects.length === 0) return;
    await store.delete(objects.map(({ key }) => key));
  }
}

async function listKeys(store: DurableObjectStub<KvStore>, query: URLSearchParams) {
  const page = await store.list({
    prefix: query.get("prefix") ?? "",
    after: query.get("after"),
    limit: Number(query.get("limit")),
  });
  return { keys: page.keys.map(withParsedMetadata), cursor: page.cursor };
}

function entryOf(pair: BulkPair) {
  const value =
    pair.base64 === true
      ? Uint8Array.from(atob(pair.value), (character) => character.charCodeAt(0))
      : pair.value;
  return kvEntry(pair.key, value, {
    ...(pair.metadata === undefined ? {} : { metadata: pair.metadata }),
    ...(pair.expiration === undefined ? {} : { expiration: pair.expiration }),
    ...(pair.expiration_ttl === undefined ? {} : { expirationTtl: pair.expiration_ttl }),
  });
}

function valueResponse(
  found: { value: Uint8Array<ArrayBuffer>; metadata: string | null } | null,
): Response {
  if (found === null) return new Response(null, { status: 404 });
  const metadata = encodeURIComponent(found.metadata ?? "");
  return new Response(found.value, { headers: { "x-edge-metadata": metadata } });
}
