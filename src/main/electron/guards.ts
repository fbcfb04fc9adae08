import { app, BrowserWindow, session, type Session, shell } from "electron";
import { linkedPreviews } from "./linkedPreviews.ts";
import {
  isPreviewAddress,
  isWebAddress,
  mayNavigate,
  mayUse,
  previewPartition,
} from "./pageRules.ts";

/** A page that opens windows in a loop must not flood the desktop. */
const OPEN_EVERY_MS = 500;
let lastOpenedAt = 0;

/** What every page of ours runs under. */
export const SANDBOXED = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
} as const;

/** Must run before the app is ready, so that no page comes before its guards. */
export function guardAllContents(): void {
  app.on("web-contents-created", (_event, contents) => {
    contents.on("will-attach-webview", (event) => event.preventDefault());
    contents.on("will-frame-navigate", (event) => {
      const { url: to, isMainFrame } = event;
      const navigation = { from: contents.getURL(), to, isMainFrame };
      if (!mayNavigate(navigation, linkedPreviews.domain)) event.preventDefault();
    });
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(url);
      return { action: "deny" };
    });
  });
}

/** Each session anew: a new one grants everything. */
export function guardPermissions(guarded: Session): void {
  guarded.setPermissionCheckHandler((_contents, permission, origin) => mayUse(permission, origin));
  guarded.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(details.isMainFrame && mayUse(permission, details.requestingUrl));
  });
}

function openOutside(url: string): void {
  if (!isWebAddress(url) || Date.now() - lastOpenedAt < OPEN_EVERY_MS) return;
  lastOpenedAt = Date.now();
  if (isPreviewAddress(url)) openPreviewWindow(url);
  else void shell.openExternal(url);
}

/** A preview gets a window of its own, without Node, preload or Studio's cookies. */
function openPreviewWindow(url: string): void {
  const partition = previewPartition(url);
  guardPermissions(session.fromPartition(partition));
  const window = new BrowserWindow({ webPreferences: { ...SANDBOXED, partition } });
  void window.loadURL(url);
}
