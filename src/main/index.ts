import path from "node:path";
import { app, BrowserWindow, session } from "electron";
import { guardAllContents, guardPermissions } from "./electron/guards.ts";
import { HostProcess } from "./electron/hostProcess.ts";
import { installMenu, openIdeWindow } from "./electron/ideWindow.ts";
import { Pipes } from "./electron/pipes.ts";
import { registerScheme, serveRenderer } from "./electron/rendererProtocol.ts";
import { answerRequest } from "./electron/shellRequests.ts";

const here = import.meta.dirname;
const preload = path.join(here, "../preload/index.cjs");

/** In a packaged app: the host starts real Node processes, which cannot read inside an archive. */
const unpacked = here.replace(/app\.asar(?=[\\/])/, "app.asar.unpacked");

/** The real Node for the host's children: Electron's own ignores `--permission`. */
function nodeBinary(): string {
  const name = process.platform === "win32" ? "node.exe" : "node";
  return path.join(unpacked, "../../node_modules/node/bin", name);
}

function startHost(): HostProcess {
  const pipes = new Pipes();
  const env = { STUDIO_NODE: nodeBinary(), ...process.env };
  const host = new HostProcess(path.join(unpacked, "host.js"), env, {
    onMessage(message) {
      if (message.type !== "ask") pipes.deliver(message);
      else void answerRequest(message.ask, message.request).then((answer) => host.post(answer));
    },
    onExit: () => pipes.closeAll(),
  });
  pipes.serve(host);
  host.start();
  return host;
}

function stopBeforeQuit(host: HostProcess): void {
  let isStopped = false;
  app.on("before-quit", (event) => {
    if (isStopped) return;
    event.preventDefault();
    void host.stop().then(() => {
      isStopped = true;
      app.quit();
    });
  });
}

function start(): void {
  guardPermissions(session.defaultSession);
  serveRenderer(path.join(here, "../renderer"));
  installMenu();
  stopBeforeQuit(startHost());
  openIdeWindow(preload);
}

function focusWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized() === true) window.restore();
  window?.focus();
}

app.enableSandbox();
registerScheme();
guardAllContents();

// Its own profile for each data folder, so that two Studios on two folders can run.
const dataDir = process.env["STUDIO_DATA_DIR"];
if (dataDir !== undefined) app.setPath("userData", path.join(path.resolve(dataDir), "electron"));

if (app.requestSingleInstanceLock()) {
  app.on("second-instance", focusWindow);
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });
  app.on("activate", () => {
    if (BrowserWindow.getAllWindows().length === 0) openIdeWindow(preload);
  });
  // Never awaited at the top: Electron becomes ready only after this module was evaluated.
  void app.whenReady().then(start);
} else {
  app.quit();
}
