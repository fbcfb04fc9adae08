import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createTRPCClient, createWSClient, type TRPCClient, wsLink } from "@trpc/client";
import { WebSocket } from "ws";
import type { App } from "../../src/common/contracts/apps.ts";
import type { PreviewState } from "../../src/common/contracts/preview.ts";
import type { AppRouter } from "../../src/main/rpc/router.ts";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** A built Studio host in a data folder of its own, driven as a browser would drive it. */
export class StudioProcess implements AsyncDisposable {
  readonly client: TRPCClient<AppRouter>;
  readonly dataDir: string;
  /** For a browser of its own: where the page is, and the cookie that lets it in. */
  readonly page: { readonly url: string; readonly cookie: string };
  readonly #child: ChildProcess;
  readonly #close: () => void;

  private constructor(options: {
    child: ChildProcess;
    dataDir: string;
    client: TRPCClient<AppRouter>;
    page: StudioProcess["page"];
    close: () => void;
  }) {
    this.#child = options.child;
    this.dataDir = options.dataDir;
    this.client = options.client;
    this.page = options.page;
    this.#close = options.close;
  }

  static async start(dataDir?: string): Promise<StudioProcess> {
    const folder = dataDir ?? (await mkdtemp(path.join(os.tmpdir(), "studio-bench-")));
    const child = spawn(
      process.execPath,
      [path.join(root, "out/main/host.js"), "--data-dir", folder, "--no-open"],
      {
        stdio: ["ignore", "pipe", "inherit"],
        env: { ...process.env, STUDIO_NODE: process.execPath },
      },
    );
    const link = await printedLink(child);
    const cookie = await signIn(link);
    const ws = createWSClient({ url: link.origin, WebSocket: signedInSocket(link, cookie) });
    const client = createTRPCClient<AppRouter>({ links: [wsLink({ client: ws })] });
    return new StudioProcess({
      child,
      dataDir: folder,
      client,
      page: { url: `${link.origin}/`, cookie },
      close: () => void ws.close(),
    });
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error("the host did not start");
    return this.#child.pid;
  }

  /** Opens the app and resolves with its first state that fits. */
  async previewUntil(app: App, fits: (state: PreviewState) => boolean): Promise<PreviewState> {
    return await new Promise((resolve, reject) => {
      const subscription = this.client.preview.watch.subscribe(
        { appId: app.id },
        {
          onData: ({ data }) => {
            if (data.status === "failed") reject(new Error(JSON.stringify(data.problem)));
            if (!fits(data)) return;
            subscription.unsubscribe();
            resolve(data);
          },
          onError: reject,
        },
      );
    });
  }

  /** Ends the host; the data folder stays for another start. */
  async stop(): Promise<void> {
    this.#close();
    if (this.#child.exitCode !== null) return;
    this.#child.kill("SIGTERM");
    await once(this.#child, "exit");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

function printedLink(child: ChildProcess): Promise<URL> {
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (data) => {
      const link = /http:\/\/ide\.localhost:\d+\/\?token=\S+/.exec(String(data))?.[0];
      if (link !== undefined) resolve(new URL(link));
    });
    child.once("exit", (code) => reject(new Error(`the host exited with ${code}`)));
  });
}

/** Node does not resolve `*.localhost`: connect to loopback and name the host in the header. */
function signIn(link: URL): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = http.get(
      {
        host: "127.0.0.1",
        port: link.port,
        path: link.pathname + link.search,
        headers: { host: link.host },
      },
      (response) => {
        response.resume();
        const cookie = response.headers["set-cookie"]?.[0]?.split(";")[0];
        if (cookie === undefined) reject(new Error(`sign-in answered ${response.statusCode}`));
        else resolve(cookie);
      },
    );
    request.once("error", reject);
  });
}

function signedInSocket(link: URL, cookie: string): typeof globalThis.WebSocket {
  const headers = { host: link.host, origin: link.origin, cookie };
  class SignedInSocket extends WebSocket {
    constructor() {
      super(`ws://127.0.0.1:${link.port}/rpc`, { headers });
    }
  }
  // tRPC asks for the browser's class; `ws` has the members it uses.
  return SignedInSocket as unknown as typeof globalThis.WebSocket;
}
