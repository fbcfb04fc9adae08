import { EventEmitter } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { createServer } from "vite";
import type { TestFile } from "./roomApp.ts";

/** The bytes of Vite's own client, as Vite serves them to a page of ours. */
export async function viteClientFiles(): Promise<Record<string, TestFile>> {
  const root = await mkdtemp(path.join(tmpdir(), "vite-client-"));
  await writeFile(path.join(root, "index.html"), "<html></html>");
  const vite = await createServer({
    root,
    configFile: false,
    logLevel: "silent",
    appType: "custom",
    optimizeDeps: { noDiscovery: true },
    server: {
      middlewareMode: true,
      watch: null,
      ws: { server: new EventEmitter() as never, path: "/ws" },
    },
  });
  const server = http.createServer(vite.middlewares).listen(0, "127.0.0.1");
  const { promise, resolve } = Promise.withResolvers<void>();
  server.once("listening", resolve);
  await promise;
  try {
    return await crawl(server, "/@vite/client");
  } finally {
    server.close();
    await vite.close();
    await rm(root, { recursive: true, force: true });
  }
}

/** The module and what it imports, keyed as the room serves them. */
async function crawl(server: http.Server, entry: string): Promise<Record<string, TestFile>> {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const files: Record<string, TestFile> = {};
  const queue = [entry];
  for (const url of queue) {
    const response = await fetch(`http://127.0.0.1:${address.port}${url}`);
    const content = await response.text();
    files[url] = { content, type: "text/javascript" };
    const imported = content.matchAll(/import "(\/[^"]+)"/g);
    queue.push(...[...imported].flatMap(([, target]) => (target === undefined ? [] : [target])));
  }
  return files;
}
