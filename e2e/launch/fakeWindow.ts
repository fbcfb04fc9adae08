import type { Frame, Page, Request, Route } from "@playwright/test";
import type { FrameInfo, ShellSide, WindowOptions } from "../fake-electron/peer.ts";

/** A stock Chromium takes no scheme of ours: `app://ide` is this origin there. */
export const FAKE_IDE = "http://app-ide.localhost:1";
const IDE = "app://ide";

const toApp = (url: string): string => url.replace(FAKE_IDE, IDE);

/** Makes a page of Chromium behave as a window of Electron that the shell's process owns. */
export async function dressPage(
  page: Page,
  window: number,
  options: WindowOptions,
  shell: ShellSide,
): Promise<void> {
  await page.exposeBinding("fakeIpcOut", ({ frame }, kind: string, name: string, args: unknown[]) =>
    fromPage(shell, { window, frame: frameInfo(frame) }, kind, { name, args }),
  );
  await page.addInitScript(prepareFrame, FAKE_IDE);
  if (options.preload !== null) {
    await page.addInitScript({ content: preloadScript(options.preload) });
  }
  await page.route("**/*", (route, request) => intercept(route, request, window, shell));
}

async function fromPage(
  shell: ShellSide,
  sender: { window: number; frame: FrameInfo },
  kind: string,
  { name, args }: { name: string; args: unknown[] },
): Promise<unknown> {
  if (kind === "open") return await shell.windowOpen(sender.window, toApp(name));
  if (kind === "send") return await shell.ipcSend(sender, name, args);
  return await shell.ipcInvoke(sender, name, args);
}

function frameInfo(frame: Frame): FrameInfo {
  const parent = frame.parentFrame();
  return { url: toApp(frame.url()), parent: parent === null ? null : frameInfo(parent) };
}

async function intercept(
  route: Route,
  request: Request,
  window: number,
  shell: ShellSide,
): Promise<void> {
  const url = toApp(request.url());
  if (request.isNavigationRequest() && !(await mayLoad(request, url, window, shell))) {
    return await route.abort("aborted");
  }
  if (!url.startsWith(`${IDE}/`)) return await passOn(route, request);
  const answer = await shell.serve({ url, method: request.method() });
  await route.fulfill({
    status: answer.status,
    headers: answer.headers,
    body: Buffer.from(answer.body),
  });
}

/** A window's first page is loaded by the shell itself, which asks nobody. */
async function mayLoad(
  request: Request,
  url: string,
  window: number,
  shell: ShellSide,
): Promise<boolean> {
  const frame = request.frame();
  const isMainFrame = frame.parentFrame() === null;
  if (isMainFrame && frame.url() === "about:blank") return true;
  const isReload = isMainFrame && toApp(frame.url()) === url;
  if (!isReload && !(await shell.willNavigate(window, url, isMainFrame))) return false;
  if (isMainFrame) await shell.didStartNavigation(window);
  return true;
}

/** A preview lets `app://ide` frame it, which is another origin in the fake. */
async function passOn(route: Route, request: Request): Promise<void> {
  const isFrame = request.isNavigationRequest() && request.frame().parentFrame() !== null;
  if (!isFrame) return await route.continue();
  const url = new URL(request.url());
  const { host } = url;
  // Node, unlike Chromium, need not know names below `localhost`.
  if (url.hostname.endsWith(".localhost")) url.hostname = "127.0.0.1";
  const answer = await route.fetch({ url: url.href, headers: { ...request.headers(), host } });
  const headers = answer.headers();
  const policy = headers["content-security-policy"];
  if (policy !== undefined) {
    headers["content-security-policy"] = policy.replace(/frame-ancestors/, `$& ${FAKE_IDE}`);
  }
  await route.fulfill({ response: answer, headers });
}

/** Runs in each frame first: what only Electron itself can do. */
function prepareFrame(ide: string): void {
  const scope = globalThis as unknown as {
    fakeIpcOut: (kind: string, name: string, args: unknown[]) => Promise<unknown>;
  };
  const out = scope.fakeIpcOut;
  window.open = (url) => {
    void out("open", new URL(String(url), location.href).href, []);
    return null;
  };
  // The page itself must not reach the wire; frames keep it, to play a page that was taken over.
  if (window === window.top && location.href.startsWith(ide)) {
    Object.defineProperty(window, "fakePreloadWire", { value: out, configurable: true });
    Reflect.deleteProperty(scope, "fakeIpcOut");
  }
}

/** The built preload with the two modules it may use, in the page's main frame. */
function preloadScript(preload: string): string {
  return `(() => {
    const out = window.fakePreloadWire;
    if (out === undefined) return;
    delete window.fakePreloadWire;
    (${installPreload.toString()})(out, (require, module, exports) => {\n${preload}\n});
  })()`;
}

function installPreload(
  out: (kind: string, name: string, args: unknown[]) => Promise<unknown>,
  preload: (require: (name: string) => unknown, module: object, exports: object) => void,
): void {
  type Listener = (event: object, ...args: unknown[]) => void;
  const listeners = new Map<string, Set<Listener>>();
  const of = (channel: string): Set<Listener> => {
    const found = listeners.get(channel) ?? new Set();
    listeners.set(channel, found);
    return found;
  };
  Object.defineProperty(window, "fakeIpcIn", {
    value: (channel: string, args: unknown[]) => {
      for (const listener of of(channel))
        listener({}, ...args.map((each) => structuredClone(each)));
    },
  });
  const ipcRenderer = {
    on: (channel: string, listener: Listener) => void of(channel).add(listener),
    off: (channel: string, listener: Listener) => void of(channel).delete(listener),
    send: (channel: string, ...args: unknown[]) => void out("send", channel, structuredClone(args)),
    invoke: (channel: string, ...args: unknown[]) => out("invoke", channel, structuredClone(args)),
  };
  // The bridge copies: functions become proxies, plain objects are frozen copies.
  const bridged = (value: unknown): unknown => {
    if (typeof value === "function") return (...args: unknown[]) => bridged(value(...args));
    if (typeof value !== "object" || value === null) return value;
    const copies = Object.entries(value).map(([key, each]) => [key, bridged(each)]);
    return Object.freeze(Object.fromEntries(copies));
  };
  const contextBridge = {
    exposeInMainWorld: (name: string, api: unknown) =>
      Object.defineProperty(window, name, { value: bridged(api) }),
  };
  const require = (name: string): unknown => {
    if (name === "electron") return { contextBridge, ipcRenderer };
    throw new Error(`A sandboxed preload has no module ${name}`);
  };
  preload(require, { exports: {} }, {});
}
