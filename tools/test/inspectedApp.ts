import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Browser, Frame, Page } from "playwright";
import { createServer, type Plugin } from "vite";
import type {
  Answer,
  PageMessage,
  PageMessageOf,
  Question,
  StudioMessage,
} from "../../src/common/apps/bridge.ts";
import { elementSources } from "../../src/main/compiler/elementSources.ts";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** An app in a frame, inspected by a page that speaks the bridge as Studio does. */
export interface InspectedApp extends AsyncDisposable {
  readonly page: Page;
  readonly frame: Frame;
  /** The app's folder. */
  readonly folder: string;
  readonly origin: string;
  send(message: StudioMessage): Promise<void>;
  ask<Q extends Question>(question: Q): Promise<Answer<Q["ask"]>>;
  /** All messages of a type so far. */
  heard<T extends PageMessage["type"]>(type: T): Promise<PageMessageOf<T>[]>;
}

export interface InspectedAppOptions {
  readonly browser: Browser;
  readonly files: Readonly<Record<string, string>>;
  /** False serves the very same page without the agent. */
  readonly agent?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** Serves the files with Vite and React, and opens them in a frame of another origin. */
export async function openInspectedApp(options: InspectedAppOptions): Promise<InspectedApp> {
  await using stack = new AsyncDisposableStack();
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), "inspected-")));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  await writeFiles(folder, options.files);
  const studio = await studioSite();
  stack.use(studio);
  const app = await serveApp(folder, options.agent === false ? null : studio.origin);
  stack.use(app);
  const page = await options.browser.newPage(
    options.viewport === undefined ? {} : { viewport: options.viewport },
  );
  stack.defer(() => page.close());
  await page.goto(`${studio.origin}/?${app.origin}/`);
  const frame = page.frames()[1];
  if (frame === undefined) throw new Error("The app's frame is missing.");
  const owned = stack.move();
  return {
    page,
    frame,
    folder,
    origin: app.origin,
    send: (message) => page.evaluate((text) => window.bridge.send(text), JSON.stringify(message)),
    ask: async (question) =>
      (await page.evaluate((asked) => window.bridge.ask(asked), question)) as Answer<
        (typeof question)["ask"]
      >,
    heard: async (type) =>
      (await page.evaluate((wanted) => window.bridge.heard(wanted), type)) as never,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

declare global {
  interface Window {
    /** Of the page that stands for Studio. */
    bridge: {
      send(text: string): void;
      ask(question: unknown): Promise<unknown>;
      heard(type: string): unknown[];
    };
  }
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await symlink(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

async function serveApp(
  folder: string,
  studio: string | null,
): Promise<{ origin: string } & AsyncDisposable> {
  const server = await createServer({
    root: folder,
    configFile: false,
    cacheDir: path.join(folder, ".cache"),
    logLevel: "error",
    plugins: [react(), elementSources(), hiddenFolder(folder), agentTag(studio)],
    server: { host: "127.0.0.1", port: 0, strictPort: false, fs: { strict: false } },
    optimizeDeps: { include: ["react", "react-dom/client", "react/jsx-dev-runtime"] },
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

/** As Studio's compiler does: the app's folder has another name in what is served. */
function hiddenFolder(folder: string): Plugin {
  return {
    name: "hidden-folder",
    enforce: "post",
    transform: (code) => code.replaceAll(`_jsxFileName = "${folder}/`, '_jsxFileName = "/app/'),
  };
}

function agentTag(studio: string | null): Plugin {
  return {
    name: "agent-tag",
    configureServer(server) {
      server.middlewares.use("/__studio/agent.js", (_request, response) => {
        void readFile(path.join(root, "out/workers/agent.js")).then((script) => {
          response.setHeader("content-type", "text/javascript");
          response.end(script);
        });
      });
    },
    transformIndexHtml: () =>
      studio === null
        ? []
        : [
            {
              tag: "script",
              attrs: { src: "/__studio/agent.js", "data-studio": JSON.stringify([studio]) },
              injectTo: "head-prepend",
            },
          ],
  };
}

const STUDIO_PAGE = `<!doctype html><style>body{margin:0}iframe{border:0;width:100vw;height:100vh}</style>
<script>
const messages = [], asked = new Map();
let port, last = 0;
window.bridge = {
  send: (text) => port.postMessage(text),
  heard: (type) => messages.filter((message) => message.type === type),
  ask: (question) => new Promise((resolve, reject) => {
    asked.set(++last, { resolve, reject });
    port.postMessage(JSON.stringify({ type: "ask", id: last, question }));
  }),
};
addEventListener("message", ({ data, source, origin }) => {
  if (data?.type !== "studio:agent") return;
  const channel = new MessageChannel();
  port = channel.port1;
  port.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    messages.push(message);
    if (message.type !== "answer") return;
    const { resolve, reject } = asked.get(message.id);
    if (message.failure === null) resolve(message.value); else reject(new Error(message.failure));
  };
  source.postMessage({ type: "studio:hello" }, origin, [channel.port2]);
});
</script><iframe></iframe><script>document.querySelector("iframe").src = location.search.slice(1)</script>`;

async function studioSite(): Promise<{ origin: string } & AsyncDisposable> {
  const server = http.createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(STUDIO_PAGE);
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://ide.localhost:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
