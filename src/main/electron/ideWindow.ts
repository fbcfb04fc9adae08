import { BrowserWindow, Menu, type MenuItemConstructorOptions } from "electron";
import { IDE_ORIGIN } from "./addresses.ts";

export function openIdeWindow(preload: string): void {
  const window = new BrowserWindow({
    name: "ide",
    windowStatePersistence: true,
    width: 1440,
    height: 900,
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: "OverSkill Studio",
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once("ready-to-show", () => window.show());
  void window.loadURL(`${IDE_ORIGIN}/`);
}

/** Roles alone: the system's own words and keys. Studio's commands live in the page. */
export function installMenu(): void {
  const appMenu: MenuItemConstructorOptions[] =
    process.platform === "darwin" ? [{ role: "appMenu" }] : [];
  const menu = Menu.buildFromTemplate([
    ...appMenu,
    { role: "fileMenu" },
    { role: "editMenu" },
    { role: "viewMenu" },
    { role: "windowMenu" },
  ]);
  Menu.setApplicationMenu(menu);
}
