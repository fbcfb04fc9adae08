import { createRequire } from "node:module";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Log } from "../common/base/log.ts";
import { previewDomain } from "../common/contracts/accounts.ts";
import { toProblem } from "../common/contracts/problem.ts";
import type { ShellPort } from "../common/contracts/shellPipe.ts";
import { type Composition, compose } from "./compose.ts";
import { type HostOptions, readHostOptions } from "./hostOptions.ts";
import { openLogFile } from "./logFile.ts";
import { browserPlatform, electronPlatform } from "./platform.ts";
import { type HttpHost, serveHttp } from "./rpc/http.ts";
import { servePipe } from "./rpc/pipe.ts";
import { appRouter } from "./rpc/router.ts";
import { type AttachSocket, serveSocket } from "./rpc/socket.ts";

/** Electron gives its utility processes a port; a plain Node process has none. */
const parentPort = (process as { parentPort?: ShellPort }).parentPort;

const ELECTRON_ORIGIN = "app://ide";

/** A stop waits so long for services that are being composed; their children end with the host. */
const COMPOSE_LIMIT_MS = 5_000;

const outDir = path.resolve(import.meta.dirname, "..");

async function main(): Promise<void> {
  const options = readHostOptions(process.argv.slice(2), process.env, bundledNode());
  const log = await openLogFile(path.join(options.dataDir, "logs"));
  const stack = new AsyncDisposableStack();
  let stopping: Promise<void> | undefined;
  const stop = (): void => {
    stopping ??= stack.disposeAsync().finally(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  const platform = parentPort === undefined ? browserPlatform : electronPlatform(parentPort);
  const composed = Promise.withResolvers<Composition>();
  // The window may call before the services stand: its calls wait here.
  const attach = serveSocket(appRouter, async () => ({
    services: (await composed.promise).services,
  }));
  let composition: Composition | undefined;
  const linkedDomain = (): string | null =>
    composition === undefined ? null : previewDomain(composition.services.accounts.status.value);
  const http =
    parentPort === undefined ? await serveBrowser(options, attach, log, linkedDomain) : undefined;
  if (http !== undefined) stack.use(http);
  if (parentPort !== undefined) stack.use(servePipe(parentPort, attach, stop));
  const origins = [http?.origin ?? ELECTRON_ORIGIN];
  const composing = compose({ ...options, outDir, origins, platform, log });
  // Before it is there: a stop meanwhile has to end the processes that it starts.
  stack.defer(() => endComposition(composing));
  composition = await composing;
  composed.resolve(composition);
  if (http !== undefined && !stack.disposed) announce(http.url);
}

async function endComposition(composing: Promise<Composition>): Promise<void> {
  const limit = setTimeout(COMPOSE_LIMIT_MS, undefined);
  const composition = await Promise.race([composing.catch(() => undefined), limit]);
  await composition?.[Symbol.asyncDispose]();
}

function serveBrowser(
  options: HostOptions,
  attach: AttachSocket,
  log: Log,
  linkedDomain: () => string | null,
): Promise<HttpHost> {
  return serveHttp({
    rendererDir: path.join(outDir, "renderer"),
    port: options.port,
    attach,
    log: log.child("http"),
    onNewLink: announce,
    previewDomain: linkedDomain,
  });
}

function announce(url: string): void {
  process.stdout.write(`OverSkill Studio: ${url}\n`);
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
