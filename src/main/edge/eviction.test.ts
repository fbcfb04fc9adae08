import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { TestEdge } from "./testing/testEdge.ts";

const GRACE_MS = 2_500;

let edge: TestEdge;

beforeAll(async () => {
  edge = await TestEdge.start({ maxLoaded: 10 });
  await edge.createNamespace();
});

afterAll(() => edge[Symbol.asyncDispose]());

const runnerMegabytes = (): number => {
  const pid = String(edge.edge.pids().runner);
  return Number(execFileSync("ps", ["-o", "rss=", "-p", pid]).toString()) / 1024;
};

it("drops the scripts used least, so that memory does not grow with their number", async () => {
  const visit = async (index: number) => {
    const name = `script${index}`;
    await edge.upload(name, `export default { fetch: () => new Response("I am ${index}") }`);
    expect((await edge.visit(`preview-${name}.localhost`)).text).toBe(`I am ${index}`);
  };
  for (let index = 0; index < 30; index++) await visit(index);
  const few = runnerMegabytes();
  for (let index = 30; index < 150; index++) await visit(index);
  // Kept, 120 more isolates take about 260 MB.
  expect(runnerMegabytes() - few).toBeLessThan(120);
  expect((await edge.visit("preview-script0.localhost")).text).toBe("I am 0");
});

it("drops the versions that an upload replaces", async () => {
  const redeploy = async (version: number) => {
    await edge.upload("again", `export default { fetch: () => new Response("v${version}") }`);
    expect((await edge.visit("preview-again.localhost")).text).toBe(`v${version}`);
  };
  for (let version = 0; version < 20; version++) await redeploy(version);
  const few = runnerMegabytes();
  for (let version = 20; version < 120; version++) {
    await redeploy(version);
    // A replaced version may end its answers for two seconds: that many are there at once.
    if (version % 20 === 0) await sleep(GRACE_MS);
  }
  expect(runnerMegabytes() - few).toBeLessThan(100);
});
