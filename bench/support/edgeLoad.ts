import { mkdtemp, readFile, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { silentLog } from "../../src/common/base/log.ts";
import type { EdgeConfigInput } from "../../src/main/edge/edgeConfig.ts";
import { EdgeSupervisor, type EdgeAddress } from "../../src/main/edge/edgeSupervisor.ts";

export const TOKEN = "token-of-this-benchmark";

/** A state folder for an edge, removed at the end. */
export async function edgeFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), "edge-bench-"));
  return {
    path: folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

export function edgeConfig(stateDir: string, shippedModules: readonly string[]): EdgeConfigInput {
  return {
    stateDir,
    workersDir: path.resolve("out/workers"),
    token: TOKEN,
    accountId: "local",
    secretsKey: Buffer.alloc(32, 7).toString("base64"),
    roomSecret: "room-secret-of-this-benchmark",
    studioOrigins: [],
    shippedModules: [...shippedModules],
  };
}

export interface RunningEdge extends AsyncDisposable {
  readonly address: EdgeAddress;
  pids(): Promise<Readonly<Record<"edge" | "gateway" | "runner", number>>>;
}

/** The edge in its own process, as Studio runs it. */
export async function runEdge(config: EdgeConfigInput): Promise<RunningEdge> {
  const supervisor = new EdgeSupervisor({
    nodeBinary: process.execPath,
    entry: path.resolve("src/main/edge/main.ts"),
    config,
    log: silentLog,
  });
  return {
    address: await supervisor.ready(),
    pids: async () =>
      JSON.parse(await readFile(path.join(config.stateDir, "edge.pids.json"), "utf8")),
    [Symbol.asyncDispose]: () => supervisor[Symbol.asyncDispose](),
  };
}

/** Requests over kept connections, as a browser makes them. */
export class Client implements Disposable {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });

  /** Resolves with the body. Rejects on any status but 200. */
  get(port: number, host: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const headers = { host: `${host}:${port}` };
      const call = request({ host: "127.0.0.1", port, headers, agent: this.#agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`${host} answered ${response.statusCode}: ${text}`));
        });
      });
      call.on("error", reject);
      call.end();
    });
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}
