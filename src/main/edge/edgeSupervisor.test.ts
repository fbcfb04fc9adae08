import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import Cloudflare from "cloudflare";
import { silentLog } from "../../common/base/log.ts";
import { EdgeSupervisor } from "./edgeSupervisor.ts";
import { ACCOUNT, PREVIEWS, TOKEN } from "./testing/testEdge.ts";
import { visit } from "./testing/visit.ts";

let stateDir: string;
let supervisor: EdgeSupervisor;

const start = (): EdgeSupervisor =>
  new EdgeSupervisor({
    nodeBinary: process.execPath,
    entry: path.resolve("src/main/edge/main.ts"),
    log: silentLog,
    config: {
      stateDir,
      workersDir: path.resolve("out/workers"),
      token: TOKEN,
      accountId: ACCOUNT.account_id,
      secretsKey: Buffer.alloc(32, 7).toString("base64"),
      roomSecret: "room-secret-of-this-test-run",
      studioOrigins: [],
      shippedModules: [],
    },
  });

async function upload(words: string): Promise<void> {
  const { restUrl } = await supervisor.ready();
  const client = new Cloudflare({ apiToken: TOKEN, baseURL: restUrl, maxRetries: 0 });
  const { namespaces } = client.workersForPlatforms.dispatch;
  await namespaces.create({ ...ACCOUNT, name: PREVIEWS });
  const parts = {
    metadata: new File(
      [
        JSON.stringify({
          main_module: "main.js",
          compatibility_date: "2026-09-01",
          bindings: [{ type: "secret_text", name: "WORDS", text: words }],
        }),
      ],
      "metadata.json",
      { type: "application/json" },
    ),
    "main.js": new File(
      ["export default { fetch: (request, env) => new Response(env.WORDS) }"],
      "main.js",
      { type: "application/javascript+module" },
    ),
  };
  await namespaces.scripts.update(
    "jwbqqn",
    { ...ACCOUNT, dispatch_namespace: PREVIEWS, ...parts } as never,
    { headers: { "Content-Type": null } },
  );
}

async function served(): Promise<string> {
  const { publicPort } = await supervisor.ready();
  return (await visit(publicPort, "preview-jwbqqn.localhost", "/")).text;
}

async function pids(): Promise<{ edge: number; gateway: number; runner: number }> {
  return JSON.parse(await readFile(path.join(stateDir, "edge.pids.json"), "utf8"));
}

const isAlive = (pid: number): boolean => {
  try {
    return !/Z|defunct/.test(execFileSync("ps", ["-o", "stat=", "-p", String(pid)]).toString());
  } catch {
    return false;
  }
};

/** The edge and the workerd processes of this test: they inherit a mark in their environment. */
const running = (): string[] =>
  execFileSync("ps", ["axeww", "-o", "stat=,args="], { env: { PATH: process.env["PATH"] } })
    .toString()
    .split("\n")
    .filter((line) => line.includes(`EDGE_OF_TEST=${stateDir}`) && !line.startsWith("Z"))
    .map((line) => (line.includes("workerd serve") ? "workerd" : "edge"));

const eventually = <T>(probe: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(probe, { timeout: 20_000, interval: 50 });

beforeEach(async () => {
  stateDir = await mkdtemp(path.join(tmpdir(), "edge-"));
  vi.stubEnv("EDGE_OF_TEST", stateDir);
  supervisor = start();
});

afterEach(async () => {
  await supervisor[Symbol.asyncDispose]();
  await rm(stateDir, { recursive: true, force: true });
});

describe("a killed process", () => {
  beforeEach(() => upload("kept words"));

  it.each(["gateway", "runner"] as const)("is started again: the %s", async (role) => {
    expect(await served()).toBe("kept words");
    process.kill((await pids())[role], "SIGKILL");
    await eventually(async () => expect(await served()).toBe("kept words"));
  });

  it("is started again: the edge, on the same port, after ending its orphans", async () => {
    const before = await supervisor.ready();
    const left = await pids();
    process.kill(left.edge, "SIGKILL");
    await eventually(() => expect(supervisor.health.state).not.toBe("up"));
    const after = await supervisor.ready();
    expect({ port: after.publicPort, words: await served() }).toEqual({
      port: before.publicPort,
      words: "kept words",
    });
    expect([left.gateway, left.runner].filter(isAlive)).toEqual([]);
  });
});

it("ends with its host and leaves no process behind", async () => {
  await supervisor.ready();
  const { edge, gateway, runner } = await pids();
  await supervisor[Symbol.asyncDispose]();
  await eventually(() => expect([edge, gateway, runner].filter(isAlive)).toEqual([]));
});

describe("ended while it starts, it leaves no process behind", () => {
  it.each([0, 200, 400, 600, 900, 1_300])("after %i ms", async (ms) => {
    await setTimeout(ms);
    await supervisor[Symbol.asyncDispose]();
    await eventually(() => expect(running()).toEqual([]));
  });

  it("as soon as a workerd runs", async () => {
    await eventually(() => expect(running()).toContain("workerd"));
    await supervisor[Symbol.asyncDispose]();
    await eventually(() => expect(running()).toEqual([]));
  });

  it("on SIGTERM", async () => {
    await eventually(() => expect(running()).toContain("workerd"));
    const { pid } = supervisor;
    if (pid !== undefined) process.kill(pid, "SIGTERM");
    await supervisor[Symbol.asyncDispose]();
    await eventually(() => expect(running()).toEqual([]));
  });
});

it("keeps scripts, secrets and the port over a restart, without secrets on the disk", async () => {
  await upload("kept words");
  const before = await supervisor.ready();
  const after = await supervisor.restart();
  expect({ port: after.publicPort, words: await served() }).toEqual({
    port: before.publicPort,
    words: "kept words",
  });
  const database = await readFile(path.join(stateDir, "edge.db"), "latin1");
  const log = await readFile(path.join(stateDir, "edge.db-wal"), "latin1").catch(() => "");
  expect(`${database}${log}`).not.toContain("kept words");
});
