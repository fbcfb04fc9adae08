import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Cloudflare from "cloudflare";
import { WebSocket } from "ws";
import { silentLog } from "../../../common/base/log.ts";
import { Edge } from "../edge.ts";
import { EdgeConfig, type EdgeConfigInput } from "../edgeConfig.ts";
import { Lead } from "../lead.ts";
import { visit, type Visit, type Visited } from "./visit.ts";

export const ACCOUNT = { account_id: "local" };
export const TOKEN = "token-of-this-test-run";
export const PREVIEWS = "overskill-development-preview";

export interface Upload {
  readonly namespace?: string;
  readonly bindings?: readonly object[];
  readonly metadata?: object;
}

/** Driven by whoever calls itself `test`, and never left alone. */
const LED = {
  lead: new Lead({
    parent: "test",
    keepServing: true,
    keptMs: 1,
    isOurs: async () => true,
    onAbandoned: () => undefined,
  }),
  onLine: () => () => undefined,
  end: () => undefined,
};

/** One ES module as the parts of an upload. */
export function uploadParts(code: string, metadata: object = {}) {
  const about = { main_module: "main.js", compatibility_date: "2026-09-01", ...metadata };
  return {
    metadata: new File([JSON.stringify(about)], "metadata.json", { type: "application/json" }),
    "main.js": new File([code], "main.js", { type: "application/javascript+module" }),
  };
}

/** A whole edge with real workerd processes, in a temporary folder, driven by the official SDK. */
export class TestEdge implements AsyncDisposable {
  readonly edge: Edge;
  readonly client: Cloudflare;
  readonly config: EdgeConfig;

  private constructor(edge: Edge, config: EdgeConfig) {
    this.edge = edge;
    this.config = config;
    this.client = new Cloudflare({ apiToken: TOKEN, baseURL: edge.restUrl, maxRetries: 0 });
  }

  static async start(config: Partial<EdgeConfigInput> = {}): Promise<TestEdge> {
    const parsed = EdgeConfig.parse({
      stateDir: config.stateDir ?? (await mkdtemp(path.join(tmpdir(), "edge-"))),
      workersDir: path.resolve("out/workers"),
      token: TOKEN,
      accountId: ACCOUNT.account_id,
      secretsKey: Buffer.alloc(32, 7).toString("base64"),
      roomSecret: "room-secret-of-this-test-run",
      studioOrigins: [],
      shippedModules: [],
      ...config,
    });
    return new TestEdge(await startOnFreePorts(parsed), parsed);
  }

  get namespaces() {
    return this.client.workersForPlatforms.dispatch.namespaces;
  }

  async createNamespace(name = PREVIEWS): Promise<void> {
    await this.namespaces.create({ ...ACCOUNT, name });
  }

  /** Uploads one ES module as a script, in the form that the SDK's wire bug leaves working. */
  upload(script: string, code: string, { namespace, bindings, metadata }: Upload = {}) {
    const parts = uploadParts(code, { bindings: bindings ?? [], ...metadata });
    return this.namespaces.scripts.update(
      script,
      { ...ACCOUNT, dispatch_namespace: namespace ?? PREVIEWS, ...parts } as never,
      { headers: { "Content-Type": null } },
    );
  }

  /** Requests `path` of a host such as `preview-jwbqqn.localhost`. */
  visit(host: string, url = "/", how: Visit = {}): Promise<Visited> {
    return visit(this.edge.publicPort, host, url, how);
  }

  /** Opens a WebSocket at `/ws` of a host such as `preview-jwbqqn.localhost`. */
  async connect(host: string): Promise<WebSocket> {
    const { publicPort } = this.edge;
    const headers = { host: `${host}:${publicPort}` };
    const socket = new WebSocket(`ws://127.0.0.1:${publicPort}/ws`, { headers });
    await once(socket, "open");
    return socket;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.edge[Symbol.asyncDispose]();
    await rm(this.config.stateDir, { recursive: true, force: true });
  }
}

/** Tests of other processes may take a port between its choice and its use: then on others. */
async function startOnFreePorts(config: EdgeConfig): Promise<Edge> {
  const start = (): Promise<Edge> => Edge.start({ config, log: silentLog, led: LED });
  try {
    return await start();
  } catch (error) {
    if (!String(error).includes("already in use")) throw error;
    return start();
  }
}
