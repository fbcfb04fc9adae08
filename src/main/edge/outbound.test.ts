import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isPrivateHost } from "../../workers/runner/privateHost.ts";
import { PREVIEWS, TestEdge, TOKEN } from "./testing/testEdge.ts";

let edge: TestEdge;
let inside: Server;
let port: number;

beforeAll(async () => {
  edge = await TestEdge.start();
  await edge.createNamespace();
  inside = createServer((request, response) => {
    if (request.url === "/redirect") {
      response.writeHead(302, { location: `http://localhost:${port}/secret` }).end();
    } else {
      response.end(`inside ${request.url}`);
    }
  });
  inside.listen(0, "127.0.0.1");
  await once(inside, "listening");
  port = (inside.address() as AddressInfo).port;
  await edge.upload(
    "caller",
    `export default { async fetch(request) {
      const target = new URL(request.url).searchParams.get("to");
      try {
        const answer = await fetch(target);
        return Response.json([answer.status, (await answer.text()).slice(0, 60)]);
      } catch (error) { return Response.json(["threw", error.message]); }
    } }`,
  );
  await edge.upload(
    "connector",
    `import { connect } from "cloudflare:sockets";
    export default { async fetch(request) {
      try {
        const socket = connect({ hostname: "127.0.0.1", port: Number(new URL(request.url).searchParams.get("port")) });
        const writer = socket.writable.getWriter();
        await writer.write(new TextEncoder().encode("GET /secret HTTP/1.0\\r\\n\\r\\n"));
        return new Response(await new Response(socket.readable).text());
      } catch (error) { return new Response("refused"); }
    } }`,
  );
});

afterAll(async () => {
  await edge[Symbol.asyncDispose]();
  inside.close();
});

const call = async (to: string): Promise<[number | string, string]> =>
  JSON.parse((await edge.visit("preview-caller.localhost", `/?to=${encodeURIComponent(to)}`)).text);

async function allow(hosts: readonly string[]): Promise<void> {
  const answer = await fetch(`${edge.edge.restUrl}/edge/scripts/${PREVIEWS}/caller/outbound`, {
    method: "PUT",
    headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify({ allow: hosts }),
  });
  expect(answer.status).toBe(200);
}

it("refuses code of an app this computer, by address, by name, and in disguise", async () => {
  const hosts = ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "a.localhost", "0"];
  for (const host of hosts) {
    const [status, text] = await call(`http://${host}:${port}/secret`);
    expect({ host, status, blocked: text.includes("are blocked") }).toEqual({
      host,
      status: 403,
      blocked: true,
    });
  }
});

it("refuses the edge's own sockets, also to a raw connection", async () => {
  const { restUrl, ports } = edge.edge;
  expect((await call(`${restUrl}/edge/health`))[0]).toBe(403);
  expect((await call(`http://127.0.0.1:${ports.admin}/status`))[0]).toBe(403);
  const raw = await edge.visit("preview-connector.localhost", `/?port=${port}`);
  expect(raw.text).not.toContain("inside");
});

it("lets a script reach just what it was allowed, and not on by a redirect", async () => {
  await allow([`127.0.0.1:${port}`]);
  expect(await call(`http://127.0.0.1:${port}/shared`)).toEqual([200, "inside /shared"]);
  expect((await call(`http://127.0.0.1:${port}/redirect`))[0]).toBe(403);
  await allow([]);
  expect((await call(`http://127.0.0.1:${port}/shared`))[0]).toBe(403);
});

it("knows private addresses in all their spellings", () => {
  const seen = (host: string) => isPrivateHost(new URL(`http://${host}/`).hostname);
  const closed = [
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "017700000001",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[fe80::1]",
    "[fd00::1]",
    "[2002:7f00:1::]",
    "[64:ff9b::7f00:1]",
    "printer.local",
    "metadata.google.internal",
    "router.lan",
    "LOCALHOST.",
    "intranet",
  ];
  const open = [
    "1.1.1.1",
    "172.32.0.1",
    "8.8.8.8",
    "example.com",
    "[2606:4700::1111]",
    "localhost.example.com",
  ];
  expect({ closed: closed.filter((host) => !seen(host)), open: open.filter(seen) }).toEqual({
    closed: [],
    open: [],
  });
});
