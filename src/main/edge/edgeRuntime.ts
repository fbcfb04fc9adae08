import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { dispatchNamespace } from "../../common/apps/names.ts";
import type { Log } from "../../common/base/log.ts";
import type { EdgeConfig } from "./edgeConfig.ts";
import { freePort } from "./freePort.ts";
import { GatewayAdmin } from "./gatewayAdmin.ts";
import { WorkerdProcess, type Handler, type WorkerEnv } from "./miniflareProcess.ts";

export interface RuntimeOptions {
  readonly config: EdgeConfig;
  /** Where apps are served. */
  readonly publicPort: number;
  /** KV namespace of the preview files. */
  readonly filesId: string;
  /** Answers the loaders: code, versions, and takes tail events. */
  readonly registry: Handler;
  readonly log: Log;
  readonly onPid: (role: Role, pid: number) => void;
  readonly onDied: (role: Role, signal: NodeJS.Signals | null) => void;
  /** It died and answers again, with nothing of its memory. */
  readonly onRestarted: (role: Role) => Promise<void>;
  /** A script's code was entered. */
  readonly onEntered: (key: string) => void;
}

export type Role = "gateway" | "runner";

const GATEWAY_OBJECTS = ["KvStore", "SqlStore", "FacetHost", "PreviewRoom"];

export interface Ports {
  readonly public: number;
  readonly admin: number;
  readonly runnerApi: number;
  readonly runner: number;
}

/**
 * The two workerd processes. The gateway holds what must stay up: routing, storage, rooms and
 * scripts of our own. The runner runs uploaded code and may be killed for it.
 */
export class EdgeRuntime implements AsyncDisposable {
  readonly admin: GatewayAdmin;
  readonly ports: Ports;
  /** Asked for on each inner socket; made anew at each start. */
  readonly innerToken: string;
  readonly #processes: Readonly<Record<Role, WorkerdProcess>>;

  private constructor(
    ports: Ports,
    innerToken: string,
    processes: Readonly<Record<Role, WorkerdProcess>>,
  ) {
    this.admin = new GatewayAdmin(ports.admin, innerToken);
    this.ports = ports;
    this.innerToken = innerToken;
    this.#processes = processes;
  }

  static async start(options: RuntimeOptions): Promise<EdgeRuntime> {
    const ports: Ports = {
      public: options.publicPort,
      admin: await freePort(),
      runnerApi: await freePort(),
      runner: await freePort(),
    };
    const secrets: Secrets = { token: randomWord(), mark: randomWord() };
    const starting = [startGateway(options, ports, secrets), startRunner(options, ports, secrets)];
    const results = await Promise.allSettled(starting);
    const [gateway, runner] = results.map((result) =>
      result.status === "fulfilled" ? result.value : undefined,
    );
    if (gateway === undefined || runner === undefined) {
      await gateway?.[Symbol.asyncDispose]();
      await runner?.[Symbol.asyncDispose]();
      throw results.find((result) => result.status === "rejected")?.reason;
    }
    return new EdgeRuntime(ports, secrets.token, { gateway, runner });
  }

  /** Ends it at once, whatever it does; it is started again by itself. */
  kill(role: Role): void {
    this.#processes[role].kill();
  }

  pids(): Readonly<Record<Role, number>> {
    const { gateway, runner } = this.#processes;
    return { gateway: gateway.pid, runner: runner.pid };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.admin[Symbol.dispose]();
    const { gateway, runner } = this.#processes;
    await Promise.all([gateway[Symbol.asyncDispose](), runner[Symbol.asyncDispose]()]);
  }
}

interface Secrets {
  readonly token: string;
  readonly mark: string;
}

async function startGateway(
  options: RuntimeOptions,
  ports: Ports,
  secrets: Secrets,
): Promise<WorkerdProcess> {
  const { config } = options;
  const namespace = (stage: "preview" | "staging" | "production") =>
    dispatchNamespace(config.environment, stage);
  return WorkerdProcess.start({
    ...common("gateway", options, secrets.mark),
    source: await bundle(config, "gateway"),
    objects: GATEWAY_OBJECTS,
    env: {
      ...loaderEnv(config, secrets),
      GATE: { type: "worker", worker: "gateway", exportName: "RunnerApi" },
      RUNNER: { type: "external", address: `127.0.0.1:${ports.runner}`, http: {} },
      R2: { type: "r2", name: "objects" },
      NAMESPACES: text(
        JSON.stringify({
          PREVIEW: namespace("preview"),
          STAGING: namespace("staging"),
          PRODUCTION: namespace("production"),
        }),
      ),
      FILES_ID: text(options.filesId),
      ROOM_SECRET: text(config.roomSecret),
      STUDIO_ORIGINS: text(JSON.stringify(config.studioOrigins)),
    },
    sockets: [
      { port: ports.public },
      { port: ports.admin, entrypoint: "Admin" },
      { port: ports.runnerApi, entrypoint: "RunnerApi" },
    ],
  });
}

async function startRunner(
  options: RuntimeOptions,
  ports: Ports,
  secrets: Secrets,
): Promise<WorkerdProcess> {
  return WorkerdProcess.start({
    ...common("runner", options, secrets.mark),
    source: await bundle(options.config, "runner"),
    objects: ["FacetHost"],
    env: {
      ...loaderEnv(options.config, secrets),
      GATE: { type: "external", address: `127.0.0.1:${ports.runnerApi}`, http: {} },
    },
    sockets: [{ port: ports.runner }],
  });
}

function common(role: Role, options: RuntimeOptions, mark: string) {
  const { config, registry, log, onPid, onEntered, onDied, onRestarted } = options;
  return {
    name: role,
    handlers: { REGISTRY: registry },
    stateDir: path.join(config.stateDir, role),
    log: log.child(role),
    onLine: (line: string) => {
      if (line.startsWith(mark)) onEntered(line.slice(mark.length + 1));
    },
    onStarted: (pid: number) => onPid(role, pid),
    onDied: (signal: NodeJS.Signals | null) => onDied(role, signal),
    onRestarted: () => onRestarted(role),
  };
}

function loaderEnv(config: EdgeConfig, { token, mark }: Secrets): WorkerEnv {
  return {
    LOADER: { type: "worker-loader" },
    EDGE_TOKEN: text(token),
    MARK: text(mark),
    MAX_LOADED: text(String(config.maxLoaded)),
    PUBLIC_NET: {
      type: "network",
      allow: ["public"],
      tlsOptions: { trustBrowserCas: true },
    },
    ANY_NET: {
      type: "network",
      allow: ["public", "private"],
      tlsOptions: { trustBrowserCas: true },
    },
  };
}

function text(value: string): { readonly type: "text"; readonly value: string } {
  return { type: "text", value };
}

function bundle(config: EdgeConfig, name: string): Promise<string> {
  return readFile(path.join(config.workersDir, `${name}.js`), "utf8");
}

function randomWord(): string {
  return randomBytes(24).toString("base64url");
}
