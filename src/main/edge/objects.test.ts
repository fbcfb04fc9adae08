import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { TestEdge } from "./testing/testEdge.ts";

let edge: TestEdge;

beforeAll(async () => {
  edge = await TestEdge.start();
  await edge.createNamespace();
});

afterAll(() => edge[Symbol.asyncDispose]());

const bindings = [{ type: "durable_object_namespace", name: "ROOM", class_name: "Room" }];

const room = (version: number) => `
import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {
  async fetch(request) {
    if (request.headers.get("upgrade") !== "websocket") {
      return Response.json({ version: ${version}, count: await this.count(), url: request.url });
    }
    const pair = new WebSocketPair();
    this.ctx.acceptWebSocket(pair[1]);
    pair[1].serializeAttachment({ from: "version ${version}" });
    return new Response(null, { status: 101, webSocket: pair[0] });
  }
  async count() {
    const count = ((await this.ctx.storage.get("count")) ?? 0) + 1;
    await this.ctx.storage.put("count", count);
    return count;
  }
  webSocketMessage(socket, message) {
    socket.send(JSON.stringify({ message, version: ${version}, ...socket.deserializeAttachment() }));
  }
  async ring(ms) { await this.ctx.storage.setAlarm(Date.now() + ms); return this.ctx.storage.getAlarm(); }
  async alarm() { await this.ctx.storage.put("rang", true); }
  async rang() { return (await this.ctx.storage.get("rang")) ?? false; }
}
export default { async fetch(request, env) {
  const { pathname } = new URL(request.url);
  const named = env.ROOM.getByName("hall");
  if (pathname === "/rpc") return Response.json(await named.count());
  if (pathname === "/ring") return Response.json((await named.ring(300)) > Date.now());
  if (pathname === "/rang") return Response.json(await named.rang());
  if (pathname === "/other") return env.ROOM.get(env.ROOM.idFromName("other")).fetch(request);
  if (pathname === "/unique") {
    const id = env.ROOM.newUniqueId();
    const again = env.ROOM.idFromString(id.toString());
    await env.ROOM.get(id).count();
    return Response.json(await env.ROOM.get(again).count());
  }
  return named.fetch(request);
} }`;

const read = async (script: string, path: string): Promise<unknown> =>
  JSON.parse((await edge.visit(`preview-${script}.localhost`, path)).text);

async function connect(script: string) {
  const socket = await edge.connect(`preview-${script}.localhost`);
  const said: string[] = [];
  const closed: number[] = [];
  socket.on("message", (data: Buffer) => said.push(data.toString()));
  socket.on("close", (code) => closed.push(code));
  return { socket, said, closed };
}

describe("a Durable Object of a script", () => {
  it("keeps its storage by name, and is reached by fetch and by its methods", async () => {
    await edge.upload("rooms", room(1), { bindings });
    const seen = [
      await read("rooms", "/"),
      await read("rooms", "/rpc"),
      await read("rooms", "/other"),
    ];
    const { publicPort } = edge.edge;
    expect(seen).toEqual([
      { version: 1, count: 1, url: `http://preview-rooms.localhost:${publicPort}/` },
      2,
      { version: 1, count: 1, url: `http://preview-rooms.localhost:${publicPort}/other` },
    ]);
    expect(await read("rooms", "/unique")).toBe(2);
  });

  it("is another one in another script, with the same class and name", async () => {
    await edge.upload("rooms-two", room(1), { bindings });
    expect(await read("rooms-two", "/")).toMatchObject({ count: 1 });
  });

  it("rings its alarm without a request", async () => {
    await edge.upload("alarms", room(1), { bindings });
    expect(await read("alarms", "/ring")).toBe(true);
    await vi.waitFor(async () => expect(await read("alarms", "/rang")).toBe(true), 10_000);
  });

  it("speaks over WebSockets, and an upload restarts it with the new code and its storage", async () => {
    await edge.upload("sockets", room(1), { bindings });
    const { socket, said, closed } = await connect("sockets");
    socket.send("one");
    await vi.waitFor(() => expect(said).toHaveLength(1));
    await edge.upload("sockets", room(2), { bindings });
    const after = await read("sockets", "/");
    await vi.waitFor(() => expect(closed).toHaveLength(1), 10_000);
    expect({ said: said.map((words) => JSON.parse(words)), after }).toMatchObject({
      said: [{ message: "one", version: 1, from: "version 1" }],
      after: { version: 2, count: 1 },
    });
  });

  it("hibernates: a socket that was quiet goes on with its attachment", async () => {
    await edge.upload("quiet", room(1), { bindings });
    const { socket, said } = await connect("quiet");
    await new Promise((resolve) => setTimeout(resolve, 12_000));
    socket.send("still there");
    await vi.waitFor(() => expect(said).toHaveLength(1), 5_000);
    expect(JSON.parse(said[0] ?? "")).toEqual({
      message: "still there",
      version: 1,
      from: "version 1",
    });
    socket.close();
  });
});
