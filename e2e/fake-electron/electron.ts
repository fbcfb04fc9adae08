// A fake of the few members of Electron that the shell uses. Each is typed by Electron's own
// declarations, so that an upgrade that changes one breaks this file; one that is not here throws.
import { fork } from "node:child_process";
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import type Electron from "electron";
import {
  connectPeer,
  type FrameInfo,
  type IpcSender,
  type MessageEnd,
  type PageSide,
  type PermissionAsk,
  type ShellSide,
} from "./peer.ts";

let isReady = false;
const ready = Promise.withResolvers<void>();
const windows = new Map<number, FakeWindow>();
const schemes = new Map<string, (request: Request) => Response | Promise<Response>>();
const privileged: string[] = [];
const sessions = new Map<string, FakeSession>();
const DEFAULT_SESSION = "";

function strict<T extends object>(name: string, real: T): T {
  return new Proxy(real, {
    get(target, key) {
      if (key in target || typeof key === "symbol" || key === "then" || key === "toJSON") {
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === "function" ? value.bind(target) : value;
      }
      throw new Error(`fake electron: ${name}.${key} is not modelled`);
    },
  });
}

function needReady(what: string): void {
  if (!isReady) throw new Error(`${what} can only be used after the app is ready`);
}

function needNotReady(what: string): void {
  if (isReady) throw new Error(`${what} should be called before the app is ready`);
}

/** Called when the main module was evaluated, as Electron does. */
export function becomeReady(): void {
  isReady = true;
  void test.note({ kind: "ready", sandboxed: fakeApp.isSandboxed, schemes: privileged });
  fakeApp.emit("ready");
  ready.resolve();
}

type AppMembers = "enableSandbox" | "quit" | "requestSingleInstanceLock" | "setPath" | "whenReady";

class FakeApp extends EventEmitter implements Pick<Electron.App, AppMembers> {
  isSandboxed = false;

  enableSandbox(): void {
    needNotReady("app.enableSandbox");
    this.isSandboxed = true;
  }

  setPath(): void {
    needNotReady("app.setPath in this shell");
  }

  requestSingleInstanceLock(): boolean {
    return true;
  }

  whenReady(): Promise<void> {
    return ready.promise;
  }

  quit(): void {
    let isStopped = false;
    this.emit("before-quit", { preventDefault: () => (isStopped = true) });
    if (!isStopped) process.exit(0);
  }
}

const fakeApp = new FakeApp();
export const app = strict("app", fakeApp);

type Handler = (request: Request) => Response | Promise<Response>;
const fakeProtocol: Pick<Electron.Protocol, "handle" | "registerSchemesAsPrivileged"> = {
  registerSchemesAsPrivileged(list) {
    needNotReady("protocol.registerSchemesAsPrivileged");
    privileged.push(...list.map(({ scheme }) => scheme));
  },
  handle(scheme, handler) {
    needReady("protocol.handle");
    schemes.set(scheme, handler as unknown as Handler);
  },
};
export const protocol = strict("protocol", fakeProtocol);

type CheckHandler = Parameters<Electron.Session["setPermissionCheckHandler"]>[0];
type RequestHandler = Parameters<Electron.Session["setPermissionRequestHandler"]>[0];

class FakeSession implements Pick<
  Electron.Session,
  "setPermissionCheckHandler" | "setPermissionRequestHandler"
> {
  check: CheckHandler = null;
  request: RequestHandler = null;

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.check = handler;
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.request = handler;
  }
}

function sessionOf(partition: string): FakeSession {
  needReady("session");
  const session = sessions.get(partition) ?? strict("session", new FakeSession());
  sessions.set(partition, session);
  return session;
}

export const session = strict("session", {
  get defaultSession() {
    return sessionOf(DEFAULT_SESSION);
  },
  fromPartition: sessionOf,
});

const fakeShell: Pick<Electron.Shell, "openExternal"> = {
  openExternal: (url) => test.note({ kind: "external", url }),
};
export const shell = strict("shell", fakeShell);

const fakeDialog: Pick<Electron.Dialog, "showOpenDialog"> = {
  async showOpenDialog() {
    const folder = process.env["FAKE_PICKED_FOLDER"];
    return { canceled: folder === undefined, filePaths: folder === undefined ? [] : [folder] };
  },
};
export const dialog = strict("dialog", fakeDialog);

export class Notification implements Pick<Electron.Notification, "show"> {
  readonly #options: Electron.NotificationConstructorOptions;

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    this.#options = options;
  }

  show(): void {
    const { title = "", body = "" } = this.#options;
    void test.note({ kind: "notification", title, body });
  }
}

type Template = Parameters<typeof Electron.Menu.buildFromTemplate>[0];
export const Menu = strict("Menu", {
  buildFromTemplate: (template: Template): Template => template,
  setApplicationMenu(template: Template): void {
    void test.note({ kind: "menu", roles: template.map(({ role }) => role) });
  },
});

type IpcHandler = (event: unknown, ...args: unknown[]) => unknown;

class FakeIpcMain extends EventEmitter {
  readonly handlers = new Map<string, IpcHandler>();

  handle(channel: string, handler: IpcHandler): void {
    if (this.handlers.has(channel)) throw new Error(`A second handler for ${channel}`);
    this.handlers.set(channel, handler);
  }
}

const fakeIpc = new FakeIpcMain();
export const ipcMain = strict("ipcMain", fakeIpc);

type UtilityMembers = "kill" | "postMessage";

class FakeUtilityProcess
  extends EventEmitter
  implements Pick<Electron.UtilityProcess, UtilityMembers>
{
  readonly child;

  constructor(file: string, env: NodeJS.ProcessEnv | undefined) {
    super();
    const port = new URL("./parentPort.ts", import.meta.url).href;
    const execArgv = ["--import", port];
    this.child = fork(file, [], { serialization: "advanced", execArgv, env: env ?? process.env });
    this.child.on("message", (message) => this.emit("message", message));
    this.child.on("exit", (code) => this.emit("exit", code ?? 1));
  }

  postMessage(message: unknown): void {
    if (this.child.connected) this.child.send(message as object);
  }

  kill(): boolean {
    return this.child.kill();
  }
}

let newestHost: FakeUtilityProcess | undefined;
export const utilityProcess = strict("utilityProcess", {
  fork(file: string, _args: string[] = [], options: Electron.ForkOptions = {}) {
    needReady("utilityProcess.fork");
    newestHost = new FakeUtilityProcess(file, options.env as NodeJS.ProcessEnv | undefined);
    return strict("UtilityProcess", newestHost);
  },
});

type OpenHandler = Parameters<Electron.WebContents["setWindowOpenHandler"]>[0];
type ContentsMembers = "getURL" | "isDestroyed" | "send" | "setWindowOpenHandler";

class FakeWebContents extends EventEmitter implements Pick<Electron.WebContents, ContentsMembers> {
  readonly #window: number;
  url = "";
  wasDestroyed = false;
  openHandler: OpenHandler = () => ({ action: "allow" });

  constructor(window: number) {
    super();
    this.#window = window;
  }

  getURL(): string {
    return this.url;
  }

  isDestroyed(): boolean {
    return this.wasDestroyed;
  }

  send(channel: string, ...args: unknown[]): void {
    void test.send(this.#window, channel, args);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }
}

type WindowMembers = "focus" | "isMinimized" | "loadURL" | "restore" | "show";

class FakeWindow extends EventEmitter implements Pick<Electron.BrowserWindow, WindowMembers> {
  readonly id = windows.size + 1;
  readonly contents = new FakeWebContents(this.id);
  readonly webContents = strict("webContents", this.contents);
  readonly #opened: Promise<void>;

  constructor({ webPreferences = {} }: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    needReady("BrowserWindow");
    windows.set(this.id, this);
    const { preload, partition, ...rest } = webPreferences;
    this.#opened = test.openWindow(this.id, {
      partition: partition ?? null,
      preload: preload === undefined ? null : readFileSync(preload, "utf8"),
      webPreferences: rest as Record<string, unknown>,
    });
    fakeApp.emit("web-contents-created", {}, this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    await this.#opened;
    this.contents.url = url;
    await test.load(this.id, url);
    this.emit("ready-to-show");
  }

  show(): void {
    needReady("show");
  }

  focus(): void {
    needReady("focus");
  }

  isMinimized(): boolean {
    return false;
  }

  restore(): void {
    needReady("restore");
  }
}

const openWindows = (): FakeWindow[] =>
  [...windows.values()].filter(({ contents }) => !contents.wasDestroyed);

export const BrowserWindow = strict(
  "BrowserWindow",
  Object.assign(FakeWindow, { getAllWindows: openWindows }),
);

function windowOf(id: number): FakeWindow {
  const window = windows.get(id);
  if (window === undefined) throw new Error(`No window ${id}`);
  return window;
}

function eventOf({ window, frame }: IpcSender): { sender: unknown; senderFrame: FrameInfo | null } {
  return { sender: windowOf(window).webContents, senderFrame: frame };
}

const shellSide: ShellSide = {
  async serve({ url, method }) {
    const handler = schemes.get(new URL(url).protocol.slice(0, -1));
    if (handler === undefined) throw new Error(`No handler for ${url}`);
    const answer = await handler(new Request(url, { method }));
    const body = new Uint8Array(await answer.arrayBuffer());
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body };
  },
  async ipcSend(from, channel, args) {
    fakeIpc.emit(channel, eventOf(from), ...args);
  },
  async ipcInvoke(from, channel, args) {
    const handler = fakeIpc.handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for ${channel}`);
    return await handler(eventOf(from), ...args);
  },
  async willNavigate(window, url, isMainFrame) {
    let isAllowed = true;
    const preventDefault = (): void => void (isAllowed = false);
    windowOf(window).contents.emit("will-frame-navigate", { url, isMainFrame, preventDefault });
    if (isAllowed && isMainFrame) windowOf(window).contents.url = url;
    return isAllowed;
  },
  async didStartNavigation(window) {
    const details = { isMainFrame: true, isSameDocument: false };
    windowOf(window).contents.emit("did-start-navigation", details);
  },
  async windowOpen(window, url) {
    const details = { url } as Electron.HandlerDetails;
    const { action } = windowOf(window).contents.openHandler(details);
    if (action !== "deny") throw new Error("fake electron: allowed popups are not modelled");
  },
  async windowClosed(window) {
    const { contents } = windowOf(window);
    contents.wasDestroyed = true;
    contents.emit("destroyed");
    if (openWindows().length === 0) fakeApp.emit("window-all-closed");
  },
  permission: async (ask) => askPermission(ask),
  async hostPid() {
    const pid = newestHost?.child.pid;
    if (pid === undefined || newestHost?.child.exitCode !== null) throw new Error("No host runs");
    return pid;
  },
  async quit() {
    fakeApp.quit();
  },
};

/** Electron grants what nobody handles. */
function askPermission({ partition, permission, url, isMainFrame }: PermissionAsk) {
  const { check, request } = sessionOf(partition ?? DEFAULT_SESSION);
  let requested = request === null;
  const details = { requestingUrl: url, isMainFrame };
  const contents = {} as Electron.WebContents;
  type RequestArgs = Parameters<NonNullable<RequestHandler>>;
  request?.(
    contents,
    permission as RequestArgs[1],
    (granted) => void (requested = granted),
    details as RequestArgs[3],
  );
  type CheckArgs = Parameters<NonNullable<CheckHandler>>;
  const name = permission as CheckArgs[1];
  const checked = check?.(contents, name, url, details as CheckArgs[3]) ?? true;
  return { checked, requested };
}

const test = connectPeer<ShellSide, PageSide>(process as unknown as MessageEnd, shellSide);
