import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import type { TailEvent } from "../../common/apps/edgeWire.ts";
import { PREVIEWS, TestEdge, TOKEN } from "./testing/testEdge.ts";

let edge: TestEdge;

beforeAll(async () => {
  edge = await TestEdge.start();
  await edge.createNamespace();
});

afterAll(() => edge[Symbol.asyncDispose]());

const api = (method: "post" | "delete", path = "") =>
  edge.client[method]<{ result: { id: string; url: string } }>(
    `/accounts/local/workers/dispatch/namespaces/${PREVIEWS}/scripts/talker/tails${path}`,
  );

function open(url: string, headers: Record<string, string>): Promise<WebSocket> {
  const { promise, resolve, reject } = Promise.withResolvers<WebSocket>();
  const socket = new WebSocket(url, "trace-v1", { headers });
  socket.on("open", () => resolve(socket));
  socket.on("error", reject);
  return promise;
}

it("delivers logs and exceptions of a script while somebody listens, and only then", async () => {
  await edge.upload(
    "talker",
    `let starts = 0; export default { fetch(request) {
      console.log("said", { at: new URL(request.url).pathname });
      if (request.url.endsWith("/throw")) throw new TypeError("oh no");
      return new Response(String(++starts));
    } }`,
  );
  await edge.visit("preview-talker.localhost", "/unheard");
  const { result: tail } = await api("post");
  const socket = await open(tail.url, { authorization: `Bearer ${TOKEN}` });
  const events: TailEvent[] = [];
  socket.on("message", (data: Buffer) => events.push(JSON.parse(data.toString()) as TailEvent));
  await vi.waitFor(async () => {
    await edge.visit("preview-talker.localhost", "/heard");
    expect(events.length).toBeGreaterThan(0);
  });
  await edge.visit("preview-talker.localhost", "/throw");
  await vi.waitFor(() => expect(events.at(-1)?.exceptions).toHaveLength(1));
  const { publicPort } = edge.edge;
  expect(events.at(-1)).toMatchObject({
    scriptName: "talker",
    dispatchNamespace: PREVIEWS,
    outcome: "exception",
    event: {
      request: { method: "GET", url: `http://preview-talker.localhost:${publicPort}/throw` },
    },
    logs: [{ level: "log", message: ["said", { at: "/throw" }] }],
    exceptions: [{ name: "TypeError", message: "oh no" }],
  });
  expect(JSON.stringify(events)).not.toContain("/unheard");
  socket.close();
  await vi.waitFor(async () => {
    const before = events.length;
    expect((await edge.visit("preview-talker.localhost", "/after")).status).toBe(200);
    expect(events.length).toBe(before);
  });
});

it("lets nobody listen without the token, from a page, or to a tail that was ended", async () => {
  const { result: tail } = await api("post");
  const authorization = `Bearer ${TOKEN}`;
  await expect(open(tail.url, {})).rejects.toThrow("403");
  await expect(open(tail.url, { authorization, origin: "http://x" })).rejects.toThrow("403");
  await api("delete", `/${tail.id}`);
  await expect(open(tail.url, { authorization })).rejects.toThrow("404");
});
