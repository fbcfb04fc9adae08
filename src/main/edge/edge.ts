import type { DatabaseSync } from "node:sqlite";
import type { DeniedRequest } from "../../common/apps/edgeWire.ts";
import { filesNamespace } from "../../common/apps/names.ts";
import { Emitter, type Listen } from "../../common/base/event.ts";
import type { Log, LogLine } from "../../common/base/log.ts";
import { D1Databases } from "./d1Databases.ts";
import type { EdgeConfig } from "./edgeConfig.ts";
import { openEdgeDatabase } from "./edgeDatabase.ts";
import { EdgeRuntime, type Role } from "./edgeRuntime.ts";
import { EdgeSettings } from "./edgeSettings.ts";
import { freePort } from "./freePort.ts";
import { HealthMonitor } from "./healthMonitor.ts";
import { KvNamespaces } from "./kvNamespaces.ts";
import { Quarantine } from "./quarantine.ts";
import { R2Buckets } from "./r2Buckets.ts";
import type { Lead } from "./lead.ts";
import { edgeRoutes } from "./rest/edgeRoutes.ts";
import { leadRoutes, type LeadParts } from "./rest/leadRoutes.ts";
import type { RestContext } from "./rest/restContext.ts";
import type { Route } from "./rest/router.ts";
import { RestServer } from "./rest/restServer.ts";
import { RunnerGuard } from "./runnerGuard.ts";
import { ScriptObjects } from "./scriptObjects.ts";
import { ScriptRegistry } from "./scriptRegistry.ts";
import { ScriptStore } from "./scriptStore.ts";
import { SecretBox } from "./secretBox.ts";
import { TailHub } from "./tailHub.ts";
import { Watchdog } from "./watchdog.ts";

export interface EdgeOptions {
  readonly config: EdgeConfig;
  readonly log: Log;
  /** A workerd process was started. */
  readonly onPid?: (role: Role, pid: number) => void;
  /** A workerd process is gone and does not come back: the edge must be started anew. */
  readonly onGone?: (role: Role) => void;
  /** Who drives it; left out by tests that hold it in their own process. */
  readonly led?: {
    readonly lead: Lead;
    readonly onLine: Listen<LogLine>;
    readonly end: () => void;
  };
}

/** The gateway runs our own code only, so a silence is first of all a busy machine. */
const GATEWAY_HANG_MS = 5_000;

/** The local Workers for Platforms: two workerd processes, their records, and the REST API. */
export class Edge implements AsyncDisposable {
  /** Where apps are served. */
  readonly publicPort: number;
  /** Base URL for the Cloudflare SDK. */
  readonly restUrl: string;
  readonly #runtime: EdgeRuntime;
  readonly #parts: AsyncDisposableStack;

  private constructor(
    { publicPort, restUrl }: { readonly publicPort: number; readonly restUrl: string },
    runtime: EdgeRuntime,
    parts: AsyncDisposableStack,
  ) {
    this.publicPort = publicPort;
    this.restUrl = restUrl;
    this.#runtime = runtime;
    this.#parts = parts;
  }

  /** Resolves when apps are served. Rejects when the state cannot be opened or workerd not run. */
  static async start(options: EdgeOptions): Promise<Edge> {
    const { config, log } = options;
    await using parts = new AsyncDisposableStack();
    const database = parts.adopt(openEdgeDatabase(config.stateDir), (db) => db.close());
    const publicPort = await keptPort(database, "publicPort");
    const box = new SecretBox(Buffer.from(config.secretsKey, "base64"));
    const store = new ScriptStore(database, box, new Set(config.shippedModules));
    const quarantine = parts.use(new Quarantine());
    const tails = new TailHub();
    const monitor = parts.use(new HealthMonitor({ store, quarantine, port: publicPort }));
    const objects = new ScriptObjects(database);
    const denied = new Emitter<DeniedRequest>();
    const registry = new ScriptRegistry(store, {
      quarantine,
      tails,
      objects,
      onDenied: (request) => denied.fire(request),
    });
    const guard = new RunnerGuard({ quarantine, monitor, log });
    let origins: readonly string[] = config.studioOrigins;
    const runtime: EdgeRuntime = parts.use(
      await EdgeRuntime.start({
        config,
        publicPort,
        filesId: filesId(database, config),
        registry: registry.answer,
        log,
        onPid: (role, pid) => options.onPid?.(role, pid),
        onEntered: (key) => quarantine.entered(key),
        onDied: (role, signal) => {
          if (role === "runner") guard.died(signal);
          monitor.set(role, "away");
        },
        onRestarted: async (role) => {
          if (role === "gateway") {
            await runtime.admin.changeOrigins(origins);
            await runtime.admin.changeVersions(registry.all());
          } else await guard.restarted(runtime);
          monitor.set(role, "up");
        },
      }),
    );
    await runtime.admin.changeVersions(registry.all());
    const publish = async (key: string) => {
      await runtime.admin.changeVersions(registry.change(key));
      monitor.changedSoon();
    };
    const republish = (key: string) =>
      void publish(key).catch((error: unknown) =>
        log.warn("not published", { key, error: String(error) }),
      );
    parts.defer(quarantine.onChange(republish));
    parts.defer(tails.onChange(republish));
    for (const dog of watchdogs({ runtime, guard, monitor }, options)) parts.use(dog);
    const context: RestContext = {
      ...records(database, config),
      store,
      objects,
      gateway: runtime.admin,
      publish,
      forgive: (key) => quarantine.forgive(key),
    };
    const setOrigins = async (asked: readonly string[]) => {
      origins = asked;
      await runtime.admin.changeOrigins(asked);
    };
    const drive = { monitor, setOrigins, onDenied: denied.on };
    const extra = [...edgeRoutes(context, monitor), ...drivenRoutes(context, options, drive)];
    const rest = parts.use(
      await RestServer.start({ context, tails, extra, log: log.child("rest") }),
    );
    return new Edge({ publicPort, restUrl: rest.url }, runtime, parts.move());
  }

  /** Its sockets on loopback. */
  get ports(): EdgeRuntime["ports"] {
    return this.#runtime.ports;
  }

  /** Of the workerd processes as they run now. */
  pids(): Readonly<Record<Role, number>> {
    return this.#runtime.pids();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#parts.disposeAsync();
  }
}

/** None for an edge that lives in the process of who drives it. */
function drivenRoutes(
  context: RestContext,
  { led }: EdgeOptions,
  parts: Omit<LeadParts, keyof NonNullable<EdgeOptions["led"]>>,
): Route[] {
  return led === undefined ? [] : leadRoutes(context, { ...led, ...parts });
}

function records(
  database: DatabaseSync,
  config: EdgeConfig,
): Pick<RestContext, "config" | "kv" | "buckets" | "databases"> {
  return {
    config,
    kv: new KvNamespaces(database),
    buckets: new R2Buckets(database),
    databases: new D1Databases(database),
  };
}

function watchdogs(
  {
    runtime,
    guard,
    monitor,
  }: {
    readonly runtime: EdgeRuntime;
    readonly guard: RunnerGuard;
    readonly monitor: HealthMonitor;
  },
  { config, log, onGone }: EdgeOptions,
): Watchdog[] {
  const { ports, innerToken: token } = runtime;
  const gone = (role: Role) => () => {
    log.error("a process does not come back", { role });
    onGone?.(role);
  };
  return [
    new Watchdog({
      port: ports.runner,
      token,
      pid: () => runtime.pids().runner,
      everyMs: 100,
      hangMs: config.hangMs,
      isStarting: () => monitor.isAway("runner"),
      onHang: (grownBytes) => guard.hung(runtime, grownBytes),
      onGone: gone("runner"),
    }),
    new Watchdog({
      port: ports.admin,
      token,
      pid: () => runtime.pids().gateway,
      everyMs: 1_000,
      hangMs: GATEWAY_HANG_MS,
      isStarting: () => monitor.isAway("gateway"),
      onHang: () => runtime.kill("gateway"),
      onGone: gone("gateway"),
    }),
  ];
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
