import { BrowserWindow, Menu, type MenuItemConstructorOptions } from "electron";
import { SANDBOXED } from "./guards.ts";
import { IDE_ORIGIN } from "./pageRules.ts";

export function openIdeWindow(preload: string): void {
  const window = new BrowserWindow({
    name: "ide",
    windowStatePersistence: true,
    width: 1440,
    height: 900,
    show: false,
    title: "OverSkill Studio",
    webPreferences: { ...SANDBOXED, preload, spellcheck: false },
  });
  window.once("ready-to-show", () => window.show());
  void window.loadURL(`${IDE_ORIGIN}/`);
}

/** Roles alone: the system's own words and keys. Studio's commands live in the page. */
export function installMenu(): void {
  const appMenu: MenuItemConstructorOptions[] =
    process.platform === "darwin" ? [{ role: "appMenu" }] : [];
  const roles = ["fileMenu", "editMenu", "viewMenu", "windowMenu"] as const;
  const menus = [...appMenu, ...roles.map((role) => ({ role }))];
  Menu.setApplicationMenu(Menu.buildFromTemplate(menus));
}
