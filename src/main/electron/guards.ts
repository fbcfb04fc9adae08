import { app, BrowserWindow, session, type Session, shell, type WebContents } from "electron";
import { isIdeAddress, isPreviewAddress, isWebAddress } from "./addresses.ts";

/** The network ones, old and new name, are what Chromium asks before a page frames a preview. */
const ALLOWED = new Set([
  "clipboard-sanitized-write",
  "loopback-network",
  "local-network",
  "local-network-access",
]);

/** A page that opens windows in a loop must not flood the desktop. */
const OPEN_EVERY_MS = 500;
let lastOpenedAt = 0;

/** Must run before the app is ready, so that no page comes before its guards. */
export function guardAllContents(): void {
  app.on("web-contents-created", (_event, contents) => {
    contents.on("will-attach-webview", (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(url);
      return { action: "deny" };
    });
    contents.on("will-frame-navigate", (event) => {
      if (!mayNavigate(contents, event)) event.preventDefault();
    });
  });
}

/** Electron grants everything by default, in each session anew. */
export function guardPermissions(guarded: Session): void {
  guarded.setPermissionCheckHandler(
    (_contents, permission, origin) => ALLOWED.has(permission) && isIdeAddress(origin),
  );
  guarded.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const isOurs = details.isMainFrame && isIdeAddress(details.requestingUrl);
    callback(ALLOWED.has(permission) && isOurs);
  });
}

/** Studio's page stays where it is; frames and preview windows stay among previews. */
function mayNavigate(
  contents: WebContents,
  { url, isMainFrame }: { readonly url: string; readonly isMainFrame: boolean },
): boolean {
  if (isMainFrame && isIdeAddress(contents.getURL())) return isIdeAddress(url);
  return isPreviewAddress(url);
}

function openOutside(url: string): void {
  if (!isWebAddress(url) || Date.now() - lastOpenedAt < OPEN_EVERY_MS) return;
  lastOpenedAt = Date.now();
  if (isPreviewAddress(url)) openPreviewWindow(url);
  else void shell.openExternal(url);
}

/** A preview gets a window of its own, without Node, preload or Studio's cookies. */
function openPreviewWindow(url: string): void {
  const [name = "preview"] = new URL(url).hostname.split(".");
  const partition = `persist:${name}`;
  guardPermissions(session.fromPartition(partition));
  const window = new BrowserWindow({
    width: 1200,
    height: 800,
    webPreferences: {
      partition,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    },
  });
  void window.loadURL(url);
}
