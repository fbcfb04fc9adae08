import { createHash } from "node:crypto";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EdgeHealth } from "../../common/contracts/studio.ts";
import { PREVIEWS, TestEdge, TOKEN } from "./testing/testEdge.ts";

let edge: TestEdge;

const LOOP = "export default { fetch() { for (;;); } }";
const HOG =
  "const kept = []; export default { fetch() { for (;;) kept.push(new Uint8Array(32e6).fill(1)); } }";
const FINE = 'export default { fetch: () => new Response("fine") }';

beforeEach(async () => {
  edge = await TestEdge.start();
  await edge.createNamespace();
  await edge.upload("fine", FINE);
});

afterEach(() => edge[Symbol.asyncDispose]());

async function health(): Promise<EdgeHealth> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const answer = await fetch(`${edge.edge.restUrl}/edge/health`, { headers });
  const { result } = (await answer.json()) as { result: unknown };
  return EdgeHealth.parse(result);
}

async function timed<T>(work: Promise<T>): Promise<T & { readonly ms: number }> {
  const start = performance.now();
  const value = await work;
  return { ...value, ms: performance.now() - start };
}

const runnerIsBack = () =>
  vi.waitFor(
    async () => {
      expect((await health()).state).toBe("up");
      expect((await edge.visit("preview-fine.localhost")).text).toBe("fine");
    },
    { timeout: 20_000, interval: 50 },
  );

describe.each([
  ["loops for ever", LOOP, /without a pause/],
  ["uses up the memory", HOG, /used up the memory/],
])("a script that %s", (_, code, reason) => {
  it("is answered for, leaves the others alone, and is named and put aside", async () => {
    await edge.upload("guilty", code);
    for (const turn of [1, 2]) {
      const answer = await timed(edge.visit("preview-guilty.localhost"));
      expect({ turn, status: answer.status, text: answer.text.includes("1102") }).toEqual({
        turn,
        status: 503,
        text: true,
      });
      // Two seconds where the machine is idle; tests share theirs.
      expect(answer.ms).toBeLessThan(8_000);
      await runnerIsBack();
    }
    const { quarantined } = await health();
    expect(quarantined).toMatchObject([
      { namespace: PREVIEWS, script: "guilty", reason: expect.stringMatching(reason) },
    ]);
    const { runner } = edge.edge.pids();
    const refused = await edge.visit("preview-guilty.localhost");
    expect({ status: refused.status, reason: reason.test(refused.text) }).toEqual({
      status: 503,
      reason: true,
    });
    expect(edge.edge.pids().runner).toBe(runner);
  });
});

it("never blocks the gateway, and a new upload lifts the quarantine", async () => {
  await edge.upload("guilty", LOOP);
  const hung = edge.visit("preview-guilty.localhost");
  const own = await timed(edge.visit("preview-nobody.localhost"));
  const during = edge.visit("preview-fine.localhost");
  await hung;
  expect([own.status, own.ms < 900, (await during).status]).toEqual([404, true, 503]);
  await runnerIsBack();
  await edge.visit("preview-guilty.localhost");
  await runnerIsBack();
  expect((await health()).quarantined).toHaveLength(1);
  await edge.upload("guilty", FINE);
  expect((await edge.visit("preview-guilty.localhost")).text).toBe("fine");
  expect((await health()).quarantined).toEqual([]);
});

it("blames an object that loops on a WebSocket's message, not the script visited before", async () => {
  await edge.upload(
    "guilty",
    `import { DurableObject } from "cloudflare:workers";
    export class Room extends DurableObject {
      fetch() {
        const pair = new WebSocketPair();
        this.ctx.acceptWebSocket(pair[1]);
        return new Response(null, { status: 101, webSocket: pair[0] });
      }
      webSocketMessage() { for (;;); }
    }
    export default { fetch: (request, env) => env.ROOM.getByName("a").fetch(request) }`,
    { bindings: [{ type: "durable_object_namespace", name: "ROOM", class_name: "Room" }] },
  );
  for (let turn = 0; turn < 2; turn++) {
    const socket = await edge.connect("preview-guilty.localhost");
    await edge.visit("preview-fine.localhost");
    const closed = once(socket, "close");
    socket.send("loop");
    await closed;
    await runnerIsBack();
  }
  expect((await health()).quarantined.map(({ script }) => script)).toEqual(["guilty"]);
});

it("keeps scripts that ship with Studio apart from uploaded ones: they outlive the runner", async () => {
  const module = 'export default { fetch: () => new Response("ships") }';
  const shippedModules = [createHash("sha256").update(module).digest("hex")];
  await using own = await TestEdge.start({ shippedModules });
  await own.createNamespace();
  await own.upload("ships", module);
  await own.upload("guilty", LOOP);
  const hung = own.visit("preview-guilty.localhost");
  const during = await timed(own.visit("preview-ships.localhost"));
  expect({ text: during.text, atOnce: during.ms < 900 }).toEqual({ text: "ships", atOnce: true });
  expect((await hung).status).toBe(503);
});
