import { createRequire } from "node:module";
import path from "node:path";
import { toProblem } from "../common/contracts/problem.ts";
import type { ShellPort } from "../common/contracts/shellPipe.ts";
import { type Composition, compose } from "./compose.ts";
import { type HostOptions, readHostOptions } from "./hostOptions.ts";
import { openLogFile } from "./logFile.ts";
import { browserPlatform, electronPlatform, type Platform } from "./platform.ts";
import { serveHttp } from "./rpc/http.ts";
import { servePipe } from "./rpc/pipe.ts";
import { appRouter } from "./rpc/router.ts";
import { type AttachSocket, serveSocket } from "./rpc/socket.ts";

/** Electron gives its utility processes a port; a plain Node process has none. */
const parentPort = (process as { parentPort?: ShellPort }).parentPort;

const outDir = path.resolve(import.meta.dirname, "..");

async function main(): Promise<void> {
  const options = readHostOptions(process.argv.slice(2), process.env, bundledNode());
  const platform = parentPort === undefined ? browserPlatform : electronPlatform(parentPort);
  const stack = new AsyncDisposableStack();
  const stop = (): void => {
    void stack.disposeAsync().finally(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  const composition = stack.use(await composeHost(options, platform));
  const attach = serveSocket(appRouter, () => ({ services: composition.services }));
  if (parentPort !== undefined) stack.use(servePipe(parentPort, attach, stop));
  else stack.use(await serveBrowser(options, attach, composition));
}

async function composeHost(options: HostOptions, platform: Platform): Promise<Composition> {
  const log = await openLogFile(path.join(options.dataDir, "logs"));
  return await compose({ ...options, outDir, platform, log });
}

async function serveBrowser(
  options: HostOptions,
  attach: AttachSocket,
  composition: Composition,
): Promise<AsyncDisposable> {
  const announce = (url: string): void => void process.stdout.write(`OverSkill Studio: ${url}\n`);
  const http = await serveHttp({
    rendererDir: path.join(outDir, "renderer"),
    port: options.port,
    attach,
    log: composition.log.child("http"),
    onNewLink: announce,
  });
  composition.allowPreviewIn(http.origin);
  announce(http.url);
  return http;
}

/** The Node that was installed beside Studio's packages. */
function bundledNode(): string {
  const manifest = createRequire(import.meta.url).resolve("node/package.json");
  const file = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  return path.join(path.dirname(manifest), file);
}

main().catch((error: unknown) => {
  const { message, next } = toProblem(error);
  process.stderr.write(`OverSkill Studio could not start. ${message} ${next ?? ""}\n`);
  process.exit(1);
});
