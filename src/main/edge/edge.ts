import type { DatabaseSync } from "node:sqlite";
import { filesNamespace } from "../../common/apps/names.ts";
import type { Log } from "../../common/base/log.ts";
import type { EdgeConfig } from "./edgeConfig.ts";
import { openEdgeDatabase } from "./edgeDatabase.ts";
import { EdgeRuntime } from "./edgeRuntime.ts";
import { EdgeSettings } from "./edgeSettings.ts";
import { freePort } from "./freePort.ts";
import { KvNamespaces } from "./kvNamespaces.ts";
import { R2Buckets } from "./r2Buckets.ts";
import { RestServer } from "./rest/restServer.ts";
import { ScriptRegistry } from "./scriptRegistry.ts";
import { ScriptStore } from "./scriptStore.ts";
import { SecretBox } from "./secretBox.ts";

/** The local Workers for Platforms: two workerd processes, their records, and the REST API. */
export class Edge implements AsyncDisposable {
  readonly publicPort: number;
  readonly restUrl: string;
  readonly #parts: AsyncDisposableStack;

  private constructor(publicPort: number, restUrl: string, parts: AsyncDisposableStack) {
    this.publicPort = publicPort;
    this.restUrl = restUrl;
    this.#parts = parts;
  }

  static async start(config: EdgeConfig, log: Log): Promise<Edge> {
    await using parts = new AsyncDisposableStack();
    const database = parts.adopt(openEdgeDatabase(config.stateDir), (db) => db.close());
    const publicPort = await keptPort(database, "publicPort");
    const box = new SecretBox(Buffer.from(config.secretsKey, "base64"));
    const store = new ScriptStore(database, box, new Set(config.shippedModules));
    const registry = new ScriptRegistry(
      store,
      { quarantineOf: () => null, isTailed: () => false },
      () => undefined,
    );
    const runtime: EdgeRuntime = parts.use(
      await EdgeRuntime.start({
        config,
        publicPort,
        filesId: filesId(database, config),
        registry: registry.answer,
        log,
        onPid: () => undefined,
        onGatewayRestarted: () => runtime.admin.changeVersions(registry.all()),
        onRunnerRestarted: async () => undefined,
        onEntered: () => undefined,
      }),
    );
    await runtime.admin.changeVersions(registry.all());
    const rest = parts.use(
      await RestServer.start({
        context: {
          config,
          store,
          kv: new KvNamespaces(database),
          buckets: new R2Buckets(database),
          gateway: runtime.admin,
          publish: (key) => runtime.admin.changeVersions(registry.change(key)),
          forgive: () => undefined,
        },
        extra: [],
        log: log.child("rest"),
      }),
    );
    return new Edge(publicPort, rest.url, parts.move());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#parts.disposeAsync();
  }
}

/** Open pages reconnect to the port they know, so it stays unless somebody else has taken it. */
async function keptPort(database: DatabaseSync, name: string): Promise<number> {
  const settings = new EdgeSettings(database);
  const port = await freePort(settings.number(name));
  settings.setNumber(name, port);
  return port;
}

/** The platform worker is bound to it from the start, so it exists before anybody asks for it. */
function filesId(database: DatabaseSync, config: EdgeConfig): string {
  const namespaces = new KvNamespaces(database);
  const title = filesNamespace(config.environment, "preview");
  return (namespaces.byTitle(title) ?? namespaces.create(title)).id;
}
