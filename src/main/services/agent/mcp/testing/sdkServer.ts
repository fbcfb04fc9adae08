import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { z } from "zod";

/** The official SDK's server, with tools that tests call. */
export function sdkServer(description = "Adds two numbers."): McpServer {
  const server = new McpServer({ name: "sums", version: "1.0.0" });
  const two = { a: z.number(), b: z.number() };
  server.registerTool("add", { description, inputSchema: two }, ({ a, b }) => text(`${a + b}`));
  server.registerTool("whoami", { description: "Says what it was given." }, () =>
    text(`${process.env["SUMS_TOKEN"] ?? "nobody"} ${process.env["NOT_PASSED"] ?? "nothing"}`),
  );
  server.registerTool("flood", { description: "Says very much." }, () => text("x".repeat(90_000)));
  server.registerTool("fail", { description: "Fails." }, () => ({
    ...text("no such number"),
    isError: true,
  }));
  return server;
}

function text(value: string): { content: { type: "text"; text: string }[] } {
  return { content: [{ type: "text", text: value }] };
}

/** The same server over HTTP; it wants a header. */
export async function httpSdkServer(token: string): Promise<AsyncDisposable & { url: string }> {
  const http = createServer((request, response) => {
    if (request.headers.authorization !== token) {
      response.writeHead(401).end();
      return;
    }
    // No session: each request is answered by a server of its own.
    const transport = new StreamableHTTPServerTransport({});
    void sdkServer()
      .connect(transport as Parameters<McpServer["connect"]>[0])
      .then(() => transport.handleRequest(request, response));
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    async [Symbol.asyncDispose]() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await sdkServer(process.argv[2]).connect(new StdioServerTransport());
}
