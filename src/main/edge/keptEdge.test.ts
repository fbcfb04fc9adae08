import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import Cloudflare from "cloudflare";
import { silentLog } from "../../common/base/log.ts";
import { EdgeApi } from "./edgeApi.ts";
import type { EdgeConfigInput } from "./edgeConfig.ts";
import { EdgeSupervisor } from "./edgeSupervisor.ts";
import { untilGone } from "./pidFile.ts";
import { ACCOUNT, PREVIEWS, TOKEN, uploadParts } from "./testing/testEdge.ts";
import { visit } from "./testing/visit.ts";

let stateDir: string;
const hosts: EdgeSupervisor[] = [];

const configOf = (change: Partial<EdgeConfigInput> = {}): EdgeConfigInput => ({
  stateDir,
  workersDir: path.resolve("out/workers"),
  token: TOKEN,
  accountId: ACCOUNT.account_id,
  secretsKey: Buffer.alloc(32, 7).toString("base64"),
  roomSecret: "room-secret-of-this-test-run",
  studioOrigins: ["http://ide.localhost:1"],
  shippedModules: [],
  keepServing: true,
  build: "one",
  ...change,
});

function host(change: Partial<EdgeConfigInput> = {}): EdgeSupervisor {
  const supervisor = new EdgeSupervisor({
    nodeBinary: process.execPath,
    entry: path.resolve("src/main/edge/main.ts"),
    log: silentLog,
    config: configOf(change),
  });
  hosts.push(supervisor);
  return supervisor;
}

async function upload(supervisor: EdgeSupervisor, words: string): Promise<void> {
  const { restUrl } = await supervisor.ready();
  const client = new Cloudflare({ apiToken: TOKEN, baseURL: restUrl, maxRetries: 0 });
  const { namespaces } = client.workersForPlatforms.dispatch;
  await namespaces.create({ ...ACCOUNT, name: PREVIEWS });
  const code = `let visits = 0; export default { fetch: () => new Response("${words} " + ++visits) }`;
  await namespaces.scripts.update(
    "jwbqqn",
    { ...ACCOUNT, dispatch_namespace: PREVIEWS, ...uploadParts(code) } as never,
    { headers: { "Content-Type": null } },
  );
}

const served = async (port: number): Promise<string> =>
  (await visit(port, "preview-jwbqqn.localhost", "/")).text;

async function written(): Promise<{ edge: number; gateway: number; runner: number }> {
  return JSON.parse(await readFile(path.join(stateDir, "edge.pids.json"), "utf8"));
}

beforeEach(async () => {
  stateDir = await mkdtemp(path.join(tmpdir(), "edge-"));
});

afterEach(async () => {
  const { edge, gateway, runner } = await written();
  for (const supervisor of hosts.splice(0)) {
    await supervisor.setKeepServing(false).catch(() => undefined);
    await supervisor[Symbol.asyncDispose]();
  }
  const last = await written().catch(() => ({ edge, gateway, runner }));
  for (const pid of [edge, last.edge]) {
    try {
      process.kill(pid, "SIGTERM");
    } catch {
      // It has ended with its host.
    }
  }
  await untilGone([edge, gateway, runner, last.edge, last.gateway, last.runner], 5_000);
  await rm(stateDir, { recursive: true, force: true });
});

it("serves on without a host, and the next one takes it over as it is", async () => {
  const first = host();
  await upload(first, "visit");
  const before = await first.ready();
  expect(await served(before.publicPort)).toBe("visit 1");
  await first[Symbol.asyncDispose]();
  expect(await served(before.publicPort)).toBe("visit 2");

  const second = host({ studioOrigins: ["http://ide.localhost:2"] });
  const after = await second.ready();
  expect({ ...after, adopted: second.isAdopted, words: await served(after.publicPort) }).toEqual({
    ...before,
    adopted: true,
    words: "visit 3",
  });
});

it("is started again by a host that took it over, when it dies", async () => {
  const first = host();
  await upload(first, "visit");
  const before = await first.ready();
  await first[Symbol.asyncDispose]();
  const second = host();
  await second.ready();
  process.kill((await written()).edge, "SIGKILL");
  await vi.waitFor(() => expect(second.health.state).toBe("restarting"), { timeout: 10_000 });
  const after = await second.ready();
  expect([after.publicPort, await served(after.publicPort)]).toEqual([
    before.publicPort,
    "visit 1",
  ]);
});

it("is ended and started anew by another version of Studio, on the same port", async () => {
  const first = host();
  await upload(first, "visit");
  const before = await first.ready();
  const left = await written();
  await first[Symbol.asyncDispose]();
  const second = host({ build: "two" });
  const after = await second.ready();
  expect({ port: after.publicPort, adopted: second.isAdopted }).toEqual({
    port: before.publicPort,
    adopted: false,
  });
  expect(await served(after.publicPort)).toBe("visit 1");
  expect(await untilGone([left.edge, left.gateway, left.runner], 0)).toBe(true);
});

it("is never driven by two", async () => {
  const first = host();
  const { publicPort } = await first.ready();
  const { edge } = await written();
  for (const change of [{}, { build: "two" }]) {
    const second = host(change);
    await expect(second.ready()).rejects.toMatchObject({ problem: { code: "locked" } });
  }
  expect({ pid: (await written()).edge, state: first.health.state }).toEqual({
    pid: edge,
    state: "up",
  });
  expect((await visit(publicPort, "nobody.localhost", "/")).status).toBe(404);
});

it("outlives a host that is killed", async () => {
  const parent = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", path.resolve("src/main/edge/testing/hostOfOne.ts")],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  parent.stdin.end(JSON.stringify(configOf()));
  const [line] = (await once(createInterface({ input: parent.stdout }), "line")) as [string];
  const { publicPort } = JSON.parse(line) as { publicPort: number };
  const gone = once(parent, "exit");
  parent.kill("SIGKILL");
  await gone;
  expect((await visit(publicPort, "nobody.localhost", "/")).status).toBe(404);
  const second = host();
  expect((await second.ready()).publicPort).toBe(publicPort);
  expect(second.isAdopted).toBe(true);
});

it("ends when it is no longer wanted by whoever took it over", async () => {
  const first = host();
  await first.ready();
  const { edge, gateway, runner } = await written();
  await first[Symbol.asyncDispose]();
  const second = host();
  await second.ready();
  await second.setKeepServing(false);
  await second[Symbol.asyncDispose]();
  expect(await untilGone([edge, gateway, runner], 5_000)).toBe(true);
});

it("is not found by who has another token, and says nothing to a page", async () => {
  const first = host();
  const { restUrl } = await first.ready();
  const { publicPort } = await first.ready();
  const asked = await fetch(`${restUrl}/edge/identity/abc`, {
    headers: { "sec-fetch-site": "cross-site" },
  });
  expect(asked.status).toBe(403);
  await expect(new EdgeApi(restUrl, "another-token-of-16").setKeepServing(false)).rejects.toThrow(
    /401|403/,
  );
  expect((await visit(publicPort, "nobody.localhost", "/")).status).toBe(404);
});
